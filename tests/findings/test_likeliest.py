"""What has no probability is listed as likely nowhere."""

from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.decoding.sampling import Sampling
from explorer.findings.decoding.draw import draw_line
from explorer.findings.home.walk import Door, walk
from explorer.findings.home.whole_pass.guesses import guesses
from explorer.findings.miniatures import miniatures
from explorer.session.here import Here
from tests.findings.embedded import model, run_at

PROMPT = "Tom had a red ball. Anna had a blue ball. Tom threw the red"
FEW = st.builds(
    Sampling,
    temperature=st.sampled_from([0.0, 0.05, 0.7, 1.0]),
    top_k=st.integers(0, 4),
    top_p=st.sampled_from([0.05, 0.5, 1.0]),
    min_p=st.sampled_from([0.0, 0.2]),
)


@settings(max_examples=25)
@given(FEW)
def test_the_spine_home_the_pass_and_the_draw_list_only_what_can_come(sampling: Sampling) -> None:
    run = run_at(Here(PROMPT, sampling=sampling), model())
    left = int((run.pipeline.probs > 0).sum())
    (step,) = walk(run, [Door("decoding", "④", "Decoding", "")]).steps
    bars, marks = miniatures(run).decoding.bars, step.marks
    assert len(bars) == min(4, left)
    assert len(marks) == min(5, left)
    assert all(bar.share > 0 for bar in bars)
    assert not any(mark.note == "0 %" for mark in marks)
    assert "(0 %)" not in "".join(part.text for part in step.said)
    assert all(guess.share > 0 for guess in guesses(run))
    assert all(segment.share > 0 for segment in draw_line(run).segments[:-1])


def test_where_one_token_is_left_home_says_that_nothing_else_can_come() -> None:
    run = run_at(Here(PROMPT, sampling=Sampling(top_k=1)), model())
    (step,) = walk(run, [Door("decoding", "④", "Decoding", "")]).steps
    assert "".join(part.text for part in step.said).endswith("Nothing but ·ball can come next (100 %).")
