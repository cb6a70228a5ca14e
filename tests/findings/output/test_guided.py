"""What is guided fits, and every step says what the mask took."""

from explorer.findings.output.guided import guided, one_of, steps, what_it_cost
from tests.findings.embedded import embedded_run


def test_what_is_written_is_one_of_the_choices() -> None:
    run, choices = embedded_run("Tom was"), [" happy.", " sad."]
    text = guided(run, one_of(run, choices))
    assert text.complete
    shown = steps(run, text)
    written = "".join(chip.text for group in shown.groups for chip in group.chips).replace("·", " ")
    assert written in choices
    assert "which fits" in what_it_cost(run, text)


def test_the_chosen_token_is_in_its_panel_and_what_does_not_fit_is_struck_out() -> None:
    run = embedded_run("Tom was")
    for panel in steps(run, guided(run, " (happy|sad)")).panels:
        assert [row.state for row in panel.rows].count("chosen") == 1
        assert all((row.state == "removed") == bool(row.note) for row in panel.rows)
        assert [row.a for row in panel.rows] == sorted((row.a for row in panel.rows), reverse=True)
