"""Every head over time: a row a head, in the order of their names."""

from explorer.findings.growth import heads
from tests.findings.growth.history import STEPS, history


def test_a_row_is_a_head_and_a_column_a_moment() -> None:
    before, back = heads.boards(history())
    assert before.values.shape == back.values.shape == (4, len(STEPS))
    assert heads.names(history())[int(back.values[:, -1].argmax())] == "Layer 2, head 1"
    assert heads.names(history())[int(before.values[:, -1].argmax())] == "Layer 1, head 2"


def test_the_sentence_counts_and_names_them() -> None:
    said = heads.striking(history())
    assert "Of 4 heads, 1 end" in said
    assert "layer 2, head 1, has 95 % at step 1,000" in said
    assert "layer 1, head 2" in said
    flat = heads.striking(history(back=(0.01,) * 7))
    assert flat == (
        "After 1,000 steps no head looks back; the one nearest to looking at the previous token is layer 1, "
        "head 2 (85 %)."
    )
