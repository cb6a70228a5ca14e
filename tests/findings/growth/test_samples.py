"""A prompt at every checkpoint, and which table its prediction is most like."""

import pytest

from explorer.decoding.sampling import Sampling
from explorer.engine.jobs import Handle, Job
from explorer.errors import Refused
from explorer.findings.growth import samples
from explorer.findings.growth.samples import Sample
from explorer.models.history import History, history_of

GREEDY = Sampling(temperature=0.0)


def handle() -> Handle:
    return Handle(Job("key", {"me"}), lambda job: True)


@pytest.fixture(scope="module")
def found() -> tuple[History, tuple[Sample, ...]]:
    history = history_of("explorer-nano")
    assert history is not None
    return history, samples.work(handle(), history, "Once upon a time, there was", GREEDY)


def test_every_checkpoint_reads_the_prompt_and_writes(found: tuple[History, tuple[Sample, ...]]) -> None:
    history, made = found
    assert [sample.step for sample in made] == list(history.kept)
    assert samples.so_far(history, "Once upon a time, there was", GREEDY) == made
    assert samples.so_far(history, "another prompt", GREEDY) == ()
    assert all(len(sample.likeliest) == samples.SHOWN for sample in made)


def test_it_begins_like_any_token_and_passes_the_tables(found: tuple[History, tuple[Sample, ...]]) -> None:
    _history, made = found
    assert samples.nearest(made[0])[0] == "any token alike"
    assert made[0].apart[0] < 0.1
    assert min(sample.apart[1] for sample in made) < made[0].apart[1]
    assert min(sample.apart[2] for sample in made) < made[0].apart[2]


def test_the_table_has_a_row_a_checkpoint(found: tuple[History, tuple[Sample, ...]]) -> None:
    history, made = found
    table = samples.table(history, made)
    assert [row.text for row in table.rows][:2] == ["0 steps", "16 steps"]
    assert samples.striking(made).startswith("After this prompt step 0 expects")


def test_a_copy_is_what_came_after_the_same_token_last() -> None:
    assert samples.copied((1, 2, 1, 3, 1)) == 3
    assert samples.copied((1, 2, 3)) is None
    sample = Sample(0, (("a", 1.0),), (3.0, 2.0, 1.0), copies=True, text="")
    assert samples.nearest(sample) == ("bigrams, and it copies", 1.0)


def test_a_prompt_without_room_for_what_is_written_is_refused(found: tuple[History, tuple[Sample, ...]]) -> None:
    with pytest.raises(Refused, match="shorten it"):
        samples.work(handle(), found[0], "word " * 300, GREEDY)
