import threading

import numpy as np

from explorer.trace import Trace, extend, trace
from explorer.trace.edits import Ablate, Steer
from tests.models.tiny import N_VOCAB, shared

IDS = [7, 14, 21, 28, 35]


def snapshot(found: Trace) -> dict[str, np.ndarray]:
    return {name: found[name].copy() for name in (*found.names, "logits")}


def test_threads_that_share_a_model_never_see_one_anothers_numbers() -> None:
    """Eight visitors trace, edit and extend different prompts at once, over and over."""
    model = shared("llama")
    edits = [(), (), (Ablate(0, 1),), (), (Steer(1, (1.0,) * 24),), (), (Ablate(2, 3), Ablate(0, 0)), ()]
    prompts = [[(11 * who + 3 * i) % (N_VOCAB - 2) + 2 for i in range(6 + who)] for who in range(8)]
    alone = [
        snapshot(extend(model, trace(model, ids, edit), [who + 2]))
        for who, (ids, edit) in enumerate(zip(prompts, edits, strict=True))
    ]
    wrong: list[str] = []
    start = threading.Barrier(8)

    def visit(who: int) -> None:
        start.wait()
        for _ in range(15):
            seen = extend(model, trace(model, prompts[who], edits[who]), [who + 2])
            wrong.extend(name for name, array in alone[who].items() if not np.array_equal(seen[name], array))

    visitors = [threading.Thread(target=visit, args=(who,)) for who in range(8)]
    for visitor in visitors:
        visitor.start()
    for visitor in visitors:
        visitor.join()
    assert wrong == []


def test_threads_that_extend_one_trace_at_once_each_get_their_own() -> None:
    model = shared("gpt2")
    base = extend(model, trace(model, IDS[:4]), IDS[4:5])
    grown: dict[int, Trace] = {}
    start = threading.Barrier(8)

    def visit(who: int) -> None:
        start.wait()
        grown[who] = extend(model, extend(model, base, [who + 2]), [who + 3])

    visitors = [threading.Thread(target=visit, args=(who,)) for who in range(8)]
    for visitor in visitors:
        visitor.start()
    for visitor in visitors:
        visitor.join()
    for who, found in grown.items():
        alone = trace(model, [*IDS, who + 2, who + 3])
        assert found == alone
        np.testing.assert_allclose(found.logits, alone.logits, rtol=1e-4, atol=2e-5)
        np.testing.assert_allclose(found.pattern(2), alone.pattern(2), rtol=1e-4, atol=2e-5)
