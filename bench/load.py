"""How long the embedded models take to load from a warm disk, beside transformers' own loading of the same folder.

python -m bench.load [--rounds 5] [--cpu]
"""

from pathlib import Path
from statistics import median

from transformers import AutoModelForCausalLM, AutoModelForMaskedLM

from bench.models import clock, options
from bench.pairs import times
from explorer.models.catalogue import EMBEDDED, Entry
from explorer.models.loader import load


def theirs(entry: Entry) -> object:
    kind = AutoModelForMaskedLM if "bert" in entry.name else AutoModelForCausalLM
    return kind.from_pretrained(entry.location, dtype="float32")


def main() -> None:
    chosen = options(__doc__)
    now = clock(chosen.cpu)
    print(f"{'model':<16} {'weights':>8} {'explorer':>9} {'transformers':>13} {'ratio':>6}")
    for entry in EMBEDDED:
        size = (Path(entry.location) / "model.safetensors").stat().st_size
        ways = {"explorer": lambda entry=entry: load(entry), "transformers": lambda entry=entry: theirs(entry)}
        found = {name: median(taken) for name, taken in times(chosen.rounds, ways, now).items()}
        ratio = found["explorer"] / found["transformers"]
        print(
            f"{entry.name:<16} {size / 1e6:>5.1f} MB {found['explorer']:>7.2f} s {found['transformers']:>11.2f} s "
            f"{ratio:>6.2f}"
        )


if __name__ == "__main__":
    main()
