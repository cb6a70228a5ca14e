"""The best size for a compute, by each law, and why they disagree."""

import re

import numpy as np
import pytest

from explorer.findings.scale import disagreement, frontiers, frontiers_drawn
from explorer.findings.scale.frontiers import Budget, ways
from explorer.words import speak
from tests.findings.embedded import embedded_run

GPT_3 = Budget("GPT-3", 3.14e23, 175e9)
GOPHER = Budget("Gopher", 5.76e23, 280e9)


def test_at_gophers_compute_the_ways_ask_for_the_papers_sizes() -> None:
    """Hoffmann et al. 2022, section 3: 67 billion (table 3), 40 billion (figure 4)."""
    found = {way.slug: way.size(GOPHER.flop) for way in ways()}
    assert found["hoffmann-1"] == pytest.approx(67e9, rel=0.01)
    assert found["hoffmann-2"] == pytest.approx(67e9 * (5.76 / 6.88) ** 0.49, rel=0.01)
    assert found["hoffmann-3"] == pytest.approx(40e9, rel=0.02)
    assert found["kaplan"] > 10 * found["besiroglu"] > 7e11


def test_a_way_read_at_its_own_budget_gives_its_size_back() -> None:
    for way in ways():
        for size in (1e6, 1e9, 1e12):
            assert way.size(float(way.budget_for(np.array([size]))[0])) == pytest.approx(size, rel=0.01)


def test_the_sentence_says_how_far_apart_they_are() -> None:
    said = frontiers.told(GPT_3)
    assert "520 billion parameters by Kaplan" in said
    assert "9.8 times fewer" in said
    assert "GPT-3 itself has 175 billion" in said


def test_where_they_agree_nobody_is_said_to_be_smaller() -> None:
    assert "times fewer" not in frontiers.told(Budget("small", 1e19, 1e8))


def test_the_table_has_a_row_a_way_with_its_exponent() -> None:
    rows = frontiers.table(GPT_3).splitlines()[2:]
    assert [float(row.split("|")[2]) for row in rows] == pytest.approx([0.73, 0.50, 0.49, 0.46, 0.51, 0.79], abs=0.005)


def test_the_model_on_screen_is_among_the_budgets_and_among_the_points() -> None:
    run = embedded_run()
    offered = frontiers.budgets(run)
    assert next(iter(offered)) == "gpt-3"
    assert offered["own"].name == "explorer-gpt"
    marks = {mark.label: mark for mark in frontiers_drawn.marks(run)}
    assert marks["explorer-gpt"].x == pytest.approx(offered["own"].flop)
    assert marks["GPT-3"].y == 175e9


def test_who_lacks_a_figure_is_said_and_stands_at_the_edge_or_nowhere() -> None:
    marks = {mark.label: mark for mark in frontiers_drawn.marks(embedded_run())}
    assert marks["GPT-2"].x < 2 * frontiers_drawn.COMPUTE[0]
    assert "GPT-4" not in marks
    assert re.search("the compute of GPT-2, .* of GPT-4", frontiers.unplaced())


def test_lines_are_strong_only_where_the_law_was_fitted() -> None:
    drawn = {line.name: line for line in frontiers_drawn.lines(GPT_3) if line.name}
    assert len(drawn) == len(ways())
    for way in ways():
        low, high = way.runs.parameters
        assert low <= min(drawn[way.name].y)
        assert max(drawn[way.name].y) <= high


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_the_reasons_are_said_with_their_numbers(lang: str) -> None:
    speak(lang)
    try:
        run = embedded_run()
        said = disagreement.embeddings_said(run)
        own = run.model.shape.n_vocab * run.model.shape.d_model / run.model.n_parameters
        assert f"{100 * own:.0f} %" in said
        assert "0.35 %" in said
        assert "0.79" in said
        assert "0.835" in disagreement.training_said()
        assert len(disagreement.table().splitlines()) == 2 + 5
    finally:
        speak("en")
