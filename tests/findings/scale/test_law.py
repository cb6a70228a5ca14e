"""One point, by every law; and the picture of it."""

import re

import numpy as np
import pytest

from explorer.findings.scale import law, law_drawn, models, own_loss
from explorer.findings.scale.names import LAWS, days, nats
from explorer.findings.scale.names import law as law_of
from explorer.scaling.laws import Allocation
from explorer.scaling.published_laws import joint
from tests.findings.embedded import embedded_run

CHINCHILLA = Allocation(70e9, 1.4e12)


def test_every_law_says_its_loss_and_where_it_stands() -> None:
    by = {one.place: one for one in law.said(CHINCHILLA)}
    assert len(by) == 7
    assert by["equation 10"].loss == pytest.approx(1.69 + 406.4 / 70e9**0.34 + 410.7 / 1.4e12**0.28)
    assert by["equation 1.5 and table 2"].loss == pytest.approx(float(joint().loss(70e9, 1.4e12)))
    assert {one.needs for one in by.values()} == {"N, D", "N", "D", "C"}
    assert not any(one.inside for one in by.values())
    assert any(one.inside for one in law.said(Allocation(1e9, 20e9)))


def test_the_table_has_a_row_a_law() -> None:
    table = law.table(CHINCHILLA).splitlines()
    assert len(table) == 2 + 7
    assert all(line.count("|") == table[0].count("|") for line in table)


def test_ten_times_the_compute_is_said_as_the_law_has_it() -> None:
    """70 % of what can be learned is left by Hoffmann's: 10 ^ -0.154."""
    said = law.striking(law_of("hoffmann"), CHINCHILLA)
    best = law_of("hoffmann").best(np.array([CHINCHILLA.compute, 10 * CHINCHILLA.compute]))
    assert [float(number) for number in re.findall(r"\d\.\d\d", said)[:2]] == pytest.approx(best, abs=0.005)
    assert "70 %" in said
    assert "1.69" in said


def test_a_point_off_the_best_way_is_told_of_a_better_one_and_the_best_is_not() -> None:
    chosen = law_of("besiroglu")
    assert "As many operations bring 57 billion parameters" in law.better(chosen, law.FIRST)
    assert "No other size" in law.better(chosen, chosen.optimum(1e22))


def test_a_point_at_a_budget_takes_that_budget() -> None:
    assert law.at_budget(1e9, 3e23).compute == pytest.approx(3e23)


def test_the_picture_has_the_point_and_the_best_size_upon_their_lines() -> None:
    for slug in LAWS:
        chosen = law_of(slug)
        lines, (best, here) = law_drawn.curves(chosen, law.FIRST)
        own, budget = lines[-1], lines[-2]
        assert here.x == law.FIRST.parameters
        assert np.interp(np.log(here.x), np.log(own.x), own.y) == pytest.approx(here.y, rel=0.01)
        assert best.y == pytest.approx(min(budget.y), rel=0.01)
        assert law_drawn.ABOVE[0] < best.y <= here.y < law_drawn.ABOVE[1]


def test_the_plane_has_the_best_way_where_equal_compute_touches_equal_loss() -> None:
    chosen = law_of("besiroglu")
    lines, marks = law_drawn.plane(chosen, law.FIRST, models.by_text(embedded_run()))
    way = lines[-1]
    for size, text in zip(way.x[::10], way.y[::10], strict=True):
        assert float(chosen.loss(size, text)) == pytest.approx(float(chosen.best(6 * size * text)))
    assert {"GPT-3", "Chinchilla", "explorer-gpt"} <= {mark.label for mark in marks}
    surface = law_drawn.surface(chosen)
    assert surface.loss[3, 7] == pytest.approx(float(chosen.loss(surface.sizes[7], surface.texts[3])))


def test_the_model_on_screen_is_held_against_the_law_with_a_warning() -> None:
    run = embedded_run()
    found = own_loss.measured(run)
    assert found is not None
    assert 1 < found[0] < 10
    said = own_loss.told(run, law_of("besiroglu"))
    assert nats(found[0]) in said
    assert "explorer-gpt, on screen, has 17.5 million parameters" in said
    assert "tests neither" in said


def test_a_large_model_is_not_read_with_unasked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_loss, "LARGEST", 1)
    assert own_loss.measured(embedded_run()) is None
    assert "tests neither" not in own_loss.told(embedded_run(), law_of("besiroglu"))


def test_small_and_large_numbers_of_days() -> None:
    assert (days(0.0123), days(9.94), days(41_234)) == ("0.012", "9.9", "41,000")
