"""The Decoding page: what it shows is the pipeline of this run's last position."""

from typing import Any

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from explorer.decoding.sampling import Sampling
from explorer.engine.runs import Run, ready
from explorer.session.here import Here
from explorer.words.examples import examples
from tests.marked import plain
from tests.pages.conftest import given_to, open_page, words_on

NUCLEUS = Sampling(temperature=0.7, top_p=0.9)
VIEWS = [
    ("whole-vocabulary", "rank_curve"),
    ("temperature", "temperature_curve"),
    ("side-by-side", "side_by_side"),
    ("thousand-draws", "goodness_of_fit"),
]


def the(app: AppTest, component: str) -> dict[str, Any]:
    """The data of the one component of this name."""
    (data,) = given_to(app, component)
    return data


def said(app: AppTest) -> list[str]:
    return ["".join(part["text"] for part in sentence["parts"]) for sentence in given_to(app, "sentence")]


def run_of(**fields: Any) -> Run:
    here = Here(fields.pop("prompt", examples("en")[0].prompt), **fields)
    run = ready(here.question, here.selection)
    assert run is not None
    return run


def test_the_bars_are_the_models_probabilities_and_those_the_token_is_drawn_with() -> None:
    rows = the(open_page("decoding", sampling=NUCLEUS), "probability_bars")["rows"]
    run = run_of(sampling=NUCLEUS)
    ids = [row["id"] for row in rows[:15]]
    assert ids == np.argsort(-run.trace.logits[-1], kind="stable")[:15].tolist()
    np.testing.assert_allclose([row["before"] for row in rows], run.pipeline["raw"].probs[ids], atol=1e-6)
    np.testing.assert_allclose([row["after"] for row in rows], run.pipeline.probs[ids], atol=1e-6)


def test_what_was_removed_stays_and_says_why() -> None:
    rows = the(open_page("decoding", sampling=Sampling(top_k=4)), "probability_bars")["rows"]
    assert [row["removed"] for row in rows] == [False] * 4 + [True] * 11
    assert [row["why"] for row in rows[4:6]] == ["cut by top-k: rank 5", "cut by top-k: rank 6"]


def test_the_sentence_counts_what_is_left_of_this_run() -> None:
    finding, _choices, draw = said(open_page("decoding", sampling=NUCLEUS))
    left = int(run_of(sampling=NUCLEUS).pipeline.stages[-1].kept.sum())
    assert f"At temperature 0.7 and top-p 0.9, {left} of 8,192 tokens remain" in finding
    assert "Seed 0 at step 1" in draw


def test_with_everything_off_the_whole_vocabulary_is_left() -> None:
    app = open_page("decoding")
    assert "all 8,192 tokens can be drawn" in said(app)[0]
    assert [card["active"] for card in the(app, "stages")["cards"]] == [True] + [False] * 8 + [True, True]
    assert the(app, "probability_bars")["formula"]["after"] is None


def test_at_temperature_0_one_token_is_left_and_it_is_the_likeliest() -> None:
    app = open_page("decoding", sampling=Sampling(temperature=0, seed=9))
    (left,) = [row for row in the(app, "probability_bars")["rows"] if not row["removed"]]
    assert (left["rank"], left["chosen"], left["after_text"]) == ("1", True, "100 %")
    assert "only one of 8,192 tokens remains" in said(app)[0]


def test_the_chosen_token_has_a_row_even_where_it_is_unlikely() -> None:
    rare = next(
        seed
        for seed in range(100)
        if (run := run_of(sampling=Sampling(temperature=2, seed=seed))).next_id
        not in np.argsort(-run.trace.logits[-1], kind="stable")[:15]
    )
    rows = the(open_page("decoding", sampling=Sampling(temperature=2, seed=rare)), "probability_bars")["rows"]
    assert [row["chosen"] for row in rows] == [False] * 15 + [True]


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_a_fragment_that_reruns_alone_speaks_the_visitors_language(lang: str) -> None:
    app = open_page("decoding", lang=lang)
    first = said(app)
    assert said(app.run()) == first
    assert ("tokens" in first[0]) == (lang == "en")


def test_the_fields_english_terms_stand_in_japanese_too() -> None:
    labels = [card["label"] for card in the(open_page("decoding", lang="ja"), "stages")["cards"]]
    assert {"top-k", "top-p", "min-p", "typical-p"} <= set(labels)
    assert "softmax" in words_on(open_page("decoding", lang="ja"))


@pytest.mark.parametrize("lang", ["en", "ja"])
@pytest.mark.parametrize("prompt", ["a", "東京は😀", "Once upon a time " * 100])
@pytest.mark.parametrize(("view", "component"), VIEWS)
def test_every_view_shows_any_prompt(view: str, component: str, prompt: str, lang: str) -> None:
    app = open_page("decoding", view=view, prompt=prompt, lang=lang, sampling=Sampling(top_k=9, temperature=1.5))
    assert not app.exception
    assert not app.error
    assert the(app, component)


def test_a_selection_before_the_end_is_pointed_to_its_own_choice() -> None:
    assert not any("the last token. What" in sentence for sentence in said(open_page("decoding")))
    assert any("the last token. What" in sentence for sentence in said(open_page("decoding", position=2)))


def test_away_from_the_sampler_the_stages_are_folded_into_a_line_of_settings() -> None:
    app = open_page("decoding", view="temperature", sampling=Sampling(temperature=0.5))
    assert given_to(app, "stages") == []
    (said,) = [caption.value for caption in app.caption if caption.value.startswith("Settings: ")]
    assert "temperature 0.5 and seed 0" in plain(said)
    app.toggle(key="decoding_unfold").set_value(True).run()
    assert len(given_to(app, "stages")) == 1
