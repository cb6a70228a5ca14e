"""Contrastive decoding as it is shown."""

from explorer.findings.output.contrasts import contrasts, steps, where_it_differs
from tests.findings.embedded import embedded_run


def test_every_chip_has_its_panel_and_says_whether_the_expert_alone_agrees() -> None:
    run = embedded_run()
    made = contrasts(run, "first:1", 0.1)
    shown = steps(run, made)
    (group,) = shown.groups
    assert [chip.state == "plain" for chip in group.chips] == [one.chosen == one.expert.argmax() for one in made]
    assert len(shown.panels) == len(group.chips)
    for panel in shown.panels:
        assert [row.state for row in panel.rows].count("chosen") == 1


def test_the_sentence_counts_where_it_differs() -> None:
    run = embedded_run()
    made = contrasts(run, "first:1", 0.1)
    other = sum(one.chosen != one.expert.argmax() for one in made)
    said = where_it_differs(run, made)
    assert said.startswith(f"At {other} of {len(made)} places" if other else f"At all {len(made)} places")
