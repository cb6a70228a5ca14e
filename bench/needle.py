"""A needle in a haystack: the answer's probability by length and depth, and how long each length took.

    python -m bench.needle SmolLM2-135M-Instruct en
    python -m bench.needle explorer-gpt ja 256          # up to so many tokens

Greedy that gives the answer is marked with a star.
"""

import sys

from explorer.engine import needle
from explorer.engine.jobs import Handle, Job
from explorer.findings.gpt4.haystack import NEEDLES, haystack_of
from explorer.models.catalogue import find
from explorer.models.loader import load
from explorer.models.present import enter


def main(name: str, lang: str, most: int) -> None:
    model = enter(load(find(name)))
    haystack = haystack_of(model, NEEDLES[lang], lang)
    lengths = [n for n in needle.lengths_for(model, haystack) if n <= most]
    print(f"{name}, {lang}: {NEEDLES[lang].sentence}")
    print("tokens ", *(f"{100 * depth:>9.0f} %" for depth in needle.DEPTHS), "     none   seconds  tokens/s")
    for n in lengths:
        cells = needle.measure_length(Handle(Job("bench", {"bench"}), lambda _job: True), model, haystack, n)
        shares = (f"{100 * cell.prob:9.3f}{'*' if cell.greedy else ' '}" for cell in cells)
        seconds, read = sum(cell.seconds for cell in cells), sum(cell.read for cell in cells)
        print(f"{n:7}", *shares, f"{seconds:9.1f} {read / seconds:9.0f}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 1_000_000)
