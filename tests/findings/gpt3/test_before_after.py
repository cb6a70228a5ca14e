"""What is said and drawn of a prompt before and after."""

from explorer.findings.gpt3.before_after import answer_gained, most_changed, steps, striking
from explorer.findings.gpt3.framed import framed
from explorer.findings.gpt3.pair import Pair
from explorer.words.sentences import parts
from tests.findings.embedded import embedded_run, model
from tests.findings.gpt3.pairs import embedded_pair

PROMPT = "What colour is a banana?"


def said(sentence: str) -> str:
    return "".join(part.text for part in parts(sentence))


def test_every_token_is_a_chip_and_its_panel_has_both_distributions() -> None:
    pair = embedded_pair()
    found = framed(pair, PROMPT, "taught")
    shown = steps(pair, found)
    chips = [chip for group in shown.groups for chip in group.chips]
    assert [chip.panel for chip in chips] == list(range(len(found.changes)))
    assert max(chip.bar or 0 for chip in chips) == 1
    for chip, one, panel in zip(chips, found.changes, shown.panels, strict=True):
        if one is None:
            assert panel.rows == ()
            continue
        assert (chip.shade is None) == (one.own is None)
        assert [row.state for row in panel.rows].count("chosen") == (one.own is not None)
        if one.own is not None and chip.shade is not None:
            assert (chip.shade > 0) == (one.own.bits > 0)
            assert (panel.rows[0].a, panel.rows[0].b) == (one.own.before, one.own.after)


def test_it_opens_where_the_answer_begins() -> None:
    pair = embedded_pair()
    found = framed(pair, PROMPT, "taught")
    shown = steps(pair, found)
    answer = next(group for group in shown.groups if group.note == "the answer of the second")
    assert answer.chips[0].panel == shown.opens


def test_the_striking_sentence_names_both_and_how_many_times_as_likely() -> None:
    pair = embedded_pair()
    found = framed(pair, PROMPT, "taught")
    told = said(striking(pair, found))
    assert "explorer-gpt expects" in told
    assert "times as likely" in told
    assert "bits apart a token" in said(most_changed(pair, found))
    n = len(found.answer)
    assert f"Of explorer-chat's answer {n} of {n} tokens became likelier" in said(answer_gained(pair, found))


def test_of_a_model_and_itself_it_says_that_both_expect_the_same() -> None:
    pair = Pair(model(), model())
    found = framed(pair, embedded_run().question.prompt, "plain")
    assert said(striking(pair, found)).startswith("Right after your prompt both expect")
