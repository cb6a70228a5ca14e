"""Every stage of a pass is told, with its own numbers."""

import numpy as np

from explorer.engine.runs import Run
from explorer.findings.home.whole_pass.stages import clearest_look, stages


def test_every_stage_says_something(run: Run) -> None:
    found = stages(run)
    assert len(found) == 7 + 2 * run.model.shape.n_layers
    said = ["".join(part.text for part in stage.said if not part.chip) for stage in found]
    assert all(words and "{" not in words for words in said)


def test_the_clearest_look_is_not_at_itself_nor_at_the_first_while_others_are_left() -> None:
    rows = np.array([[0.5, 0.1, 0.4], [0.6, 0.3, 0.1]])
    assert clearest_look(rows) == (1, 1)
    assert clearest_look(rows[:, :2]) == (1, 0)
    assert clearest_look(rows[:, :1]) == (1, 0)
