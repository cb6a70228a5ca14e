"""A chip stands for a row that its panel has."""

import pytest

from explorer.components.probability.choice_steps import Chip, ChoiceSteps, Group, Labels, Panel, Row

PANEL = Panel("one", (Row("a", 0.5, 0.5, "50 %", "50 %", "", "chosen"),))


def steps(chip: Chip) -> ChoiceSteps:
    return ChoiceSteps(groups=(Group("", (chip,)),), panels=(PANEL,), labels=Labels("s", "a", "b"), legend=())


@pytest.mark.parametrize(("panel", "row"), [(1, None), (-1, None), (0, 1), (0, -1)])
def test_a_chip_without_its_panel_or_row_is_refused(panel: int, row: int | None) -> None:
    with pytest.raises(ValueError, match="no panel has a row"):
        steps(Chip("a", "a", "own", panel, row))


def test_a_chip_may_stand_for_a_row_or_for_none() -> None:
    assert steps(Chip("a", "a", "own", 0, 0)).panels[0].rows[0].text == "a"
    assert steps(Chip("a", "a", "own", 0)).groups[0].chips[0].row is None


def test_a_shade_and_a_bar_have_their_bounds() -> None:
    assert steps(Chip("a", "a", "plain", 0, 0, -1.0, 1.0)).groups[0].chips[0].shade == -1
    for shade, bar in ((1.5, None), (None, -0.1), (0.0, 1.1)):
        with pytest.raises(ValueError, match="a has the shade"):
            Chip("a", "a", "plain", 0, 0, shade, bar)
