"""The three attentions, the beams and the scores: what is shown is what was computed."""

import numpy as np
import pytest

from explorer.findings.output import odds
from explorer.findings.transformer import beams, quality, three_attentions
from explorer.findings.transformer.beams import PENALTIES, search
from explorer.findings.transformer.three_attentions import Head
from explorer.findings.transformer.translation import Translation, best, greedily, searched
from tests.findings.transformer.embedded import ENGLISH, JAPANESE, asking, translator


def test_the_three_patterns_are_the_trace_s_own() -> None:
    translation = greedily(asking())
    shown = three_attentions.picture(translation, Head(1, 2))
    trace = translation.trace
    for panel, pattern in zip(shown.panels, (trace.encoder, trace.decoder, trace.cross), strict=True):
        np.testing.assert_array_equal(panel.weights.values, pattern[1, 2])
    assert [panel.causal for panel in shown.panels] == [False, True, False]
    assert (len(shown.source), len(shown.target)) == (len(trace.source), len(trace.target))


def test_a_layer_that_one_stack_lacks_is_its_last() -> None:
    translation = greedily(asking())
    last = translation.model.shape.n_decoder_layers - 1
    shown = three_attentions.picture(translation, Head(99, 99))
    np.testing.assert_array_equal(shown.panels[2].weights.values, translation.trace.cross[last, -1])


@pytest.mark.parametrize("text", [ENGLISH, JAPANESE])
@pytest.mark.parametrize("width", [1, 3])
def test_every_way_is_worth_what_the_search_says(text: str, width: int) -> None:
    found = search(asking(text), width, 1.0)
    ranked = [way for way in found.ways if way.kind == "beam" and not way.cut]
    for way, one in zip(ranked, found.found.best, strict=True):
        assert (way.tokens, sum(way.logs)) == (one.tokens, pytest.approx(one.log_prob))
    logits = Translation(found.asked, found.greedy.tokens).trace.logits.astype(float)
    logs = logits - np.log(np.exp(logits).sum(-1, keepdims=True))
    expected = [row[token] for row, token in zip(logs, found.greedy.tokens, strict=True)]
    np.testing.assert_allclose(found.greedy.logs, expected, rtol=1e-3, atol=1e-5)


def test_the_canvas_has_a_line_of_the_table_for_each_that_was_kept() -> None:
    found = search(asking(), 3, 0.6)
    shown = beams.picture(found)
    assert [way.kind for way in shown.ways] == ["greedy", "beam", "beam", "beam"]
    best = found.best
    assert shown.ways[1].says[2] == f"{best.log_prob / len(best.tokens) ** 0.6:.2f}"
    assert any(cell.cut for cell in shown.cells)
    assert all(len(way.says) + 2 == len(shown.labels.columns) for way in shown.ways)


@pytest.mark.parametrize("text", [ENGLISH, JAPANESE, "I want to know why he did not come."])
@pytest.mark.parametrize("penalty", [PENALTIES[0], PENALTIES[-1]])
def test_what_was_gained_is_a_number(text: str, penalty: float) -> None:
    found = search(asking(text), 3, penalty)
    said, apart = beams.finding(found), found.best.log_prob - sum(found.greedy.logs)
    if found.best.tokens == found.greedy.tokens:
        assert "ends where greedy" in said
    elif apart > 0:
        assert f"{odds.times(apart)} times as likely" in said
    else:
        assert "better score for its length" in said


def test_more_beams_find_what_is_at_least_as_good_here() -> None:
    scores = [searched(asking(), width).best[0].score(1.0) for width in (2, 4, 8)]
    assert np.diff(scores).min() > -1e-5  # a batch of another width rounds otherwise


def test_the_scores_are_those_of_the_file_and_live_ones_are_translated_now() -> None:
    known = quality.measured()
    assert known is not None
    for direction in translator().directions:
        shown = quality.picture(translator(), direction, 2)
        values = [[bar.value for bar in group.bars] for group in shown.groups]
        assert values == [[one.bleu, one.chrf] for one in known.scores]
        assert len(values) == 4
        texts = [(pair.source, pair.target) for pair in known.pairs[:2]]
        expected = texts if direction.source == "en" else [(target, source) for source, target in texts]
        assert [(row.source, row.reference) for row in shown.rows] == expected
        assert all(row.said == best(asking(row.source)).text for row in shown.rows)
    assert f"{known.n:,} pairs" in quality.what_they_mean()


def test_the_original_s_figures_come_with_their_sources() -> None:
    said = quality.the_first_one()
    assert "28.4 BLEU" in said
    assert "arxiv.org/abs/1706.03762" in said
