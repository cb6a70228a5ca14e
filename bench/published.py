"""How long the published model takes: converted from its package's file, and opened from a warm disk. Seconds.

python -m bench.published [--rounds 5]
"""

from pathlib import Path
from shutil import rmtree
from statistics import median
from tempfile import TemporaryDirectory

from bench.models import clock, options
from bench.pairs import times
from explorer.models.catalogue import find
from explorer.models.gguf.convert import convert, converted
from explorer.models.loader import load
from explorer.models.published import SMOLLM2


def main() -> None:
    chosen = options(__doc__)
    entry = find(SMOLLM2.name)
    if not entry.source:
        raise SystemExit("its package is not installed: make smollm2")
    converted(entry)
    with TemporaryDirectory() as there:
        target = Path(there) / "made"

        def anew() -> None:
            rmtree(target, ignore_errors=True)
            convert(entry.name, Path(entry.source or ""), target, entry.precision, lambda done, of: None)

        ways = {"converted": anew, "opened": lambda: load(entry)}
        found = times(chosen.rounds, ways, clock(chosen.cpu))
    for way, taken in found.items():
        print(f"{way:<10} {median(taken):>5.2f}  ({min(taken):.2f} – {max(taken):.2f})")


if __name__ == "__main__":
    main()
