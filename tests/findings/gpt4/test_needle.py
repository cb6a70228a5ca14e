"""A needle in a haystack: what is put together reads as it should, and what is said follows the cells."""

import pytest
from plotly.graph_objects import Figure

from explorer.engine import cache
from explorer.engine.needle import DEPTHS, Cell, lengths_for, measure
from explorer.errors import Refused
from explorer.figures import needle_heat
from explorer.figures.palette import DARK, LIGHT
from explorer.findings.gpt4 import needle
from explorer.findings.gpt4.haystack import NEEDLES, Needle, haystack_of, languages
from tests.engine.test_replaced import Heard
from tests.findings.embedded import model


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_the_text_holds_the_sentence_between_sentences_and_ends_with_the_answer_begun(lang: str) -> None:
    one, haystack = NEEDLES[lang], haystack_of(model(), NEEDLES[lang], lang)
    text = model().tokenizer.decode([*haystack.text(256, 0.5), *haystack.answer])
    assert text.count(one.sentence) == 1
    assert text.endswith(f"\n\n{one.question}\n{one.begun}{one.rest}")
    before = text[: text.index(one.sentence)].rstrip(" ")
    assert before.endswith((".", "!", "?", "。"))
    assert f"{one.sentence}{' ' if lang == 'en' else ''}" in text.replace("\n", " ")
    control = model().tokenizer.decode(haystack.text(256, None))
    assert one.sentence not in control
    assert one.question in control


def test_an_answer_that_the_sentence_does_not_hold_is_refused() -> None:
    with pytest.raises(Refused, match="does not stand in the sentence"):
        Needle("The key is here.", "there", "Where is it?")
    with pytest.raises(Refused, match="at most 300 are taken"):
        Needle("a" * 301, "a", "?")
    assert Needle("Rome is it.", "Rome", "What?").begun == ""


def test_what_is_measured_is_shown_and_the_rest_is_empty_with_a_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("explorer.engine.needle.LENGTHS", (64, 128))
    haystack = haystack_of(model(), NEEDLES["en"], "en")
    cache.forget("needle")
    assert needle.told(model(), needle.measured(model(), haystack)) == ""
    empty = needle.cells(model(), haystack, {})
    assert {cell.title for row in empty for cell in row} == {"not measured yet"}
    assert all(cell.share is None for row in empty for cell in row)
    assert not needle.complete(model(), haystack)
    measure(Heard(1e9), model(), haystack)
    found = needle.measured(model(), haystack)
    assert needle.complete(model(), haystack)
    assert len(found) == 2 * (len(DEPTHS) + 1)
    said = needle.told(model(), found)
    assert f"was asked at {2 * len(DEPTHS)} places" in said
    assert "Without the needle the answer has" in said
    assert "64 tokens: " in needle.seconds(found)
    grid = needle.cells(model(), haystack, found)
    assert (len(grid), len(grid[0])) == (len(needle.rows()), len(needle.columns(model(), haystack)))
    monkeypatch.setattr("explorer.engine.needle.free_bytes", lambda: 10)
    assert "take more memory" in needle.cells(model(), haystack, {})[0][0].title


def test_lengths_at_which_all_or_none_were_right_are_told() -> None:
    right = {8: (True, True), 16: (True, True), 32: (True, False), 64: (False, False)}
    found: needle.Measured = {
        (n, float(at)): Cell(-1.0, ok, 1.0, 1) for n, each in right.items() for at, ok in enumerate(each)
    }
    said = needle.told(model(), found)
    assert "right at 5" in said
    assert "At every depth it is right up to 16 tokens." in said
    assert "At no depth is it right with 64 tokens or more." in said


def test_a_model_is_asked_within_its_context() -> None:
    haystack = haystack_of(model(), NEEDLES["en"], "en")
    assert lengths_for(model(), haystack) == (64, 128, 256, 512)
    assert languages(model())[0] == "en"


@pytest.mark.parametrize("colors", [LIGHT, DARK])
def test_the_heat_is_a_figure(colors) -> None:
    cells = [[needle_heat.Cell(share, "x", "y")] for share in (0.1, 0.9, None)]
    Figure(needle_heat.needle_heat(cells, ["1"], ["a", "b", "c"], colors, x="x", y="y").to_dict())
    with pytest.raises(ValueError, match="no probability"):
        needle_heat.Cell(1.5, "", "")


def test_an_empty_measurement_says_so_in_the_middle() -> None:
    def notes(*shares: float | None) -> list[str]:
        cells = [[needle_heat.Cell(share, "·", "y")] for share in shares]
        shown = needle_heat.needle_heat(cells, ["1"], ["a", "b"], LIGHT, x="x", y="y", empty="not yet")
        return [note.text for note in shown.layout.annotations]

    assert notes(None, None) == ["not yet"]
    assert notes(0.5, None) == ["·", "·"]
