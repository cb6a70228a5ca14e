"""A made-up training, whose phases are known."""

import numpy as np

from explorer.models.history import History, Series

STEPS = (0, 1, 10, 100, 200, 400, 1000)


def history(*, back: tuple[float, ...] = (0.01, 0.01, 0.01, 0.01, 0.01, 0.91, 0.95)) -> History:
    """Two layers of two heads: layer 1, head 2 looks at the previous token first, layer 2, head 1 looks back."""
    heads = np.full((2, len(STEPS), 2, 2), 0.01)
    heads[0, :, 0, 1] = (0.05, 0.05, 0.05, 0.2, 0.8, 0.85, 0.85)
    heads[1, :, 1, 0] = back
    loss = np.array([11.0, 10.9, 9.5, 7.0, 6.6, 6.0, 5.5])
    return History(
        model="explorer-nano",
        tokens_a_step=4_096,
        decays_from=700,
        unigram=9.7,
        bigram=6.9,
        series=Series(
            step=STEPS,
            loss_en=loss + 0.1,
            loss_ja=loss - 0.1,
            in_context=np.array([0, 0, 0, 0, 0, -0.3, -0.4]),
            from_unigram=np.array([2.0, 1.9, 0.5, 2, 3, 4, 4]),
            from_bigram=np.array([5.0, 4.9, 3, 1.1, 1.2, 1.4, 1.6]),
            previous_token=heads[0],
            induction=heads[1],
        ),
        kept=(0, 10, 100, 400, 1000),
    )
