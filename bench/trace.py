"""What looking inside costs: each way's time in units of the plain forward pass of transformers' own model.

python -m bench.trace [--random] [--rounds 20] [--cpu]
"""

from collections.abc import Callable
from statistics import median

import torch

from bench.models import clock, options, plain_and_traced, prompt
from bench.pairs import ratio, times
from explorer.models.forward import forward
from explorer.trace import trace

LENGTHS = (16, 64, 256)


def main() -> None:
    chosen = options(__doc__)
    plain, model = plain_and_traced(chosen.random)

    def patterns(ids: list[int]) -> None:
        found = trace(model, ids)
        for layer in range(model.shape.n_layers):
            found.pattern(layer)

    def everything(ids: list[int]) -> None:
        found = trace(model, ids)
        for name in found.names:
            found[name]

    now = clock(chosen.cpu)
    print(f"{model.name}, {torch.get_num_threads()} threads, {chosen.rounds} rounds")
    print(f"{'tokens':>6} {'plain':>9} {'hooks idle':>11} {'trace':>7} {'+ patterns':>11} {'+ all names':>12}")
    for n in LENGTHS:
        ids = prompt(n, model.shape.n_vocab)
        ways: dict[str, Callable[[], object]] = {
            "plain": lambda ids=ids: forward(plain, ids),
            "hooks idle": lambda ids=ids: forward(model.module, ids),
            "trace": lambda ids=ids: trace(model, ids),
            "patterns": lambda ids=ids: patterns(ids),
            "everything": lambda ids=ids: everything(ids),
        }
        found = times(chosen.rounds, ways, now)
        idle, traced, seen, all_names = (ratio(found, name, "plain") for name in list(ways)[1:])
        plain_ms = 1e3 * median(found["plain"])
        print(f"{n:>6} {plain_ms:>6.1f} ms {idle:>11.2f} {traced:>7.2f} {seen:>11.2f} {all_names:>12.2f}")


if __name__ == "__main__":
    main()
