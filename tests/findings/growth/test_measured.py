"""What the history says of a checkpoint is what the app measures of it."""

import numpy as np
import pytest

from explorer.engine.ngrams import bigrams_of
from explorer.findings.growth.measured import by_table, held_out_ids, measured
from explorer.models.catalogue import find
from explorer.models.history import history_of
from explorer.models.loader import load

HISTORY = history_of("explorer-nano")


@pytest.mark.parametrize("place", [0, -1])
def test_the_history_is_what_the_checkpoint_gives(place: int) -> None:
    assert HISTORY is not None
    step = HISTORY.kept[place]
    at, model = HISTORY.place(step), load(find(HISTORY.name_at(step)))
    moment, series = measured(model, bigrams_of(model.name)), HISTORY.series
    for lang, losses in (("en", series.loss_en), ("ja", series.loss_ja)):
        assert moment.readings[lang].loss == pytest.approx(losses[at], abs=0.002)
    for name in ("in_context", "from_unigram", "from_bigram"):
        assert moment.mean(name) == pytest.approx(getattr(series, name)[at], abs=0.002)
    for name in ("previous_token", "induction"):
        assert moment.heads[name] == pytest.approx(getattr(series, name)[at], abs=0.002)


def test_it_begins_as_if_every_token_were_alike() -> None:
    assert HISTORY is not None
    assert HISTORY.series.step[0] == 0
    assert HISTORY.series.loss[0] == pytest.approx(np.log2(2_048), rel=0.01)
    assert HISTORY.series.loss[-1] < HISTORY.bigram < HISTORY.unigram < HISTORY.series.loss[0]


def test_the_tables_cost_what_the_history_says() -> None:
    assert HISTORY is not None
    model = load(find(HISTORY.name_at(0)))
    texts, grams = [held_out_ids(model, lang) for lang in ("en", "ja")], bigrams_of(model.name)
    assert np.mean([by_table(ids, grams, pairs=False) for ids in texts]) == pytest.approx(HISTORY.unigram, abs=1e-3)
    assert np.mean([by_table(ids, grams, pairs=True) for ids in texts]) == pytest.approx(HISTORY.bigram, abs=1e-3)
