"""The text with its surprise has a chip and a bar for every token."""

from explorer.findings.output import text_so_far
from explorer.findings.output.run_surprisal import run_surprisal
from explorer.models.catalogue import find
from explorer.models.loader import load
from explorer.session.here import Here
from tests.findings.embedded import embedded_run, model, run_at


def test_the_first_token_has_no_bits_and_every_other_its_own() -> None:
    run = embedded_run(generated=(300,), step=1)
    read = run_surprisal(run)
    chips = [chip for group in text_so_far.strip(run, read, follow=False).groups for chip in group.tokens]
    assert [chip.note for chip in chips] == ["–", *(f"{bits:.1f}" for bits in read.surprisal)]
    assert [chip.new for chip in chips] == [False] * (len(chips) - 1) + [True]
    assert chips[0].shade == 0
    assert all(chip.shade is not None and 0 <= chip.shade <= 1 for chip in chips)


def test_the_path_has_a_bar_for_every_token_but_the_first() -> None:
    run = embedded_run()
    path = text_so_far.path(run, run_surprisal(run))
    assert (len(path.bits), len(path.entropies)) == (len(run.tokens) - 1, len(run.tokens))
    assert f"text of {len(run.tokens)} tokens" in path.alt


def test_the_running_text_is_what_was_typed_and_then_what_was_written() -> None:
    ids = tuple(model().tokenizer.encode(" It was 😀 big."))
    text = text_so_far.running(embedded_run(generated=ids, step=len(ids)))
    assert (text.typed, text.written, text.answer) == ("Tom had a red ball.", " It was 😀 big.", False)
    assert text_so_far.running(embedded_run()).written == ""


def test_a_character_of_which_bytes_are_missing_is_left_out_until_it_is_whole() -> None:
    ids = tuple(model().tokenizer.encode(" It was 😀"))
    seen = [text_so_far.running(embedded_run(generated=ids, step=n)).written for n in range(len(ids) + 1)]
    assert not any("\ufffd" in text for text in seen)
    assert seen[-1] == " It was 😀"


def test_of_a_chat_the_running_text_has_the_visitors_words_and_the_answer_without_the_template() -> None:
    chat = load(find("explorer-chat"))
    ids = tuple(chat.tokenizer.encode("Yellow."))
    text = text_so_far.running(
        run_at(Here("What color is a banana?", model=chat.name, generated=ids, step=len(ids)), chat)
    )
    assert (text.typed, text.written, text.answer) == ("What color is a banana?", "Yellow.", True)
