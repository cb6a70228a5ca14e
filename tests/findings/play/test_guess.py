"""A guess scores what the model gives it: transformers' own softmax, token after token."""

import pytest
import torch
from transformers import AutoModelForCausalLM

from explorer.engine import model_store
from explorer.engine.question import Question
from explorer.engine.runs import Run, run_of
from explorer.findings.play import guess, said
from explorer.findings.play.riddles import Bar, number_of
from explorer.models.catalogue import DEFAULT, find
from explorer.rooms.texts import same_key

PROMPT = "Once upon a time, there was a little girl who loved to"


@pytest.fixture(scope="module")
def run() -> Run:
    return run_of(Question(DEFAULT, PROMPT), model_store.ask(DEFAULT).result())


def log_probs(ids: list[int]) -> torch.Tensor:
    """(T, V) by transformers alone."""
    model = AutoModelForCausalLM.from_pretrained(find(DEFAULT).location, dtype="float32")
    with torch.no_grad():
        return torch.log_softmax(model(torch.tensor([ids])).logits[0].double(), -1)


@pytest.mark.parametrize("said", [" play", " explore", " elephants"])
def test_a_guess_scores_the_product_of_its_tokens_by_transformers(run: Run, said: str) -> None:
    way = run.model.tokenizer.encode(said)
    ids = [*run.generation.ids, *way]
    rows = log_probs(ids)[len(run.generation.ids) - 1 : -1]
    theirs = float(rows[torch.arange(len(way)), way].sum().exp())
    assert guess.share(run, said.strip()) == pytest.approx(theirs, rel=1e-3)


def test_capitals_and_a_space_make_no_difference(run: Run) -> None:
    assert guess.share(run, "PLAY") == guess.share(run, "play") == guess.share(run, "Play")


def test_many_guesses_at_once_score_as_each_alone(run: Run) -> None:
    texts = ["dance", "play with toys", "おどる"]
    together = guess.shares(run, texts)
    assert list(together) == texts
    for text, share in together.items():
        assert guess._share(run, text, run.growing()) == pytest.approx(share, rel=1e-4)
        assert 0 < share < 1


def test_the_bars_are_the_likeliest_and_each_scores_its_bar(run: Run) -> None:
    riddle = guess.riddle(run, vote=False)
    shares = [bar.share for bar in riddle.bars]
    assert shares == sorted(shares, reverse=True)
    best = riddle.bars[0]
    assert guess.share(run, best.word) == pytest.approx(best.share, rel=1e-5)


def test_what_is_offered_are_whole_words_each_another_in_an_order_that_says_nothing(run: Run) -> None:
    riddle = guess.riddle(run, vote=True)
    assert riddle.offered is not None
    assert list(riddle.offered) == sorted(riddle.offered)
    assert len({same_key(word) for word in riddle.offered}) == len(riddle.offered) >= 3
    assert "expl" not in riddle.offered  # a piece of "explore"
    assert sorted(bar.word for bar in riddle.bars) == list(riddle.offered)


def test_where_there_is_no_choice_it_is_typed(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for few in ((), (Bar("·play", "play", 0.5),)):
        monkeypatch.setattr(guess, "_offered", lambda _run, few=few: few)
        riddle = guess.riddle(run, vote=True)
        assert (riddle.offered, len(riddle.bars)) == (None, guess.ROWS)
        assert said.open_guess(riddle, 100)


def test_runs_with_the_same_end_of_a_text_are_other_riddles(run: Run) -> None:
    longer = run_of(Question(DEFAULT, "A day. " + "word " * 80), run.model)
    other = run_of(Question(DEFAULT, "One day. " + "word " * 80), run.model)
    one, two = guess.riddle(longer, vote=False), guess.riddle(other, vote=False)
    assert one.asked() == two.asked()
    assert number_of(one) != number_of(two)


def test_a_question_says_nothing_of_the_answer(run: Run) -> None:
    riddle = guess.riddle(run, vote=False)
    assert riddle.asked() == {"game": "guess", "model": DEFAULT, "before": PROMPT, "after": ""}


def test_what_a_chat_model_was_told_is_shown_without_its_template() -> None:
    model = model_store.ask("explorer-chat").result()
    run = run_of(Question("explorer-chat", "What colour is a banana?"), model)
    assert guess.text_before(run) == "What colour is a banana?\n"


def test_of_a_long_text_the_end_is_shown() -> None:
    shown = guess.within_sight("word " * 200)
    assert len(shown) <= guess.LONGEST + 2
    assert shown.startswith("… word ")
