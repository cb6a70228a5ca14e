"""Tokens a second of a generation whose every step is a trace, in units of `model.generate`'s, greedy with KV cache.

python -m bench.generate [--random] [--rounds 20] [--cpu]
"""

from statistics import median
from typing import Any

import torch

from bench.models import clock, options, plain_and_traced, prompt
from bench.pairs import ratio, times
from explorer.models.model import Model
from explorer.trace import extend, trace

READ, WRITTEN = 32, 64
"""Tokens of the prompt, and after it."""


def traced_generation(model: Model, ids: list[int]) -> list[int]:
    found = trace(model, ids)
    for _ in range(WRITTEN - 1):
        found = extend(model, found, [int(found.logits[-1].argmax())])
    return [*found.ids, int(found.logits[-1].argmax())]


def main() -> None:
    chosen = options(__doc__)
    plain: Any
    plain, model = plain_and_traced(chosen.random)
    ids = prompt(READ, model.shape.n_vocab)

    plain.generation_config.eos_token_id = None  # the end of a text is no reason to stop counting

    def generate() -> list[int]:
        given = torch.tensor([ids])
        return plain.generate(given, max_new_tokens=WRITTEN, do_sample=False, pad_token_id=0)[0].tolist()

    if generate() != traced_generation(model, ids):
        raise SystemExit("the two write different texts: their times say nothing")
    ways = {"generate": generate, "traced": lambda: traced_generation(model, ids)}
    found = times(chosen.rounds, ways, clock(chosen.cpu))
    print(f"{model.name}, {READ} + {WRITTEN} tokens, {torch.get_num_threads()} threads, {chosen.rounds} rounds")
    for name, seconds in found.items():
        print(f"{name:>9} {WRITTEN / median(seconds):>7.0f} tokens/s")
    print(f"traced / generate: {1 / ratio(found, 'traced', 'generate'):.2f}")


if __name__ == "__main__":
    main()
