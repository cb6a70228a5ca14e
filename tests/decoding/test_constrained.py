"""What is written under a constraint fits it, and what is forbidden could not have fitted."""

import re

import numpy as np
import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.decoding.choice import choose
from explorer.decoding.constrained import LONGEST_PATTERN, Constraint, of_choices, write
from explorer.decoding.sampling import Sampling
from explorer.errors import Refused
from explorer.models.cached_logits import CachedLogits
from explorer.text.tokenizer import HuggingFaceTokenizer
from tests.findings.embedded import model
from tests.models.tiny import Numbers
from tests.text.makers import byte_fallback

PATTERNS = [
    r"a long text that is forced",
    r"[0-9]{4}-[0-9]{2}",
    r"(yes|no)( indeed)*\.",
    r"[a-z]+, [a-z]+!",
    r"a?b*c",
    r"x{0,3}(y|zz)",
]


def constraint(pattern: str) -> Constraint:
    return Constraint(pattern, model().tokenizer, model().shape.n_vocab)


def written(pattern: str, prompt: str = "Tom said", **how) -> tuple[str, Constraint]:
    sampling, n = how.pop("sampling", Sampling(seed=1)), how.pop("n", 40)
    found, ids = constraint(pattern), model().tokenizer.encode(prompt)
    steps = list(write(CachedLogits(model()), ids, found, sampling, n=n, ends=model().ends))
    return model().tokenizer.decode([s.token for s in steps if s.token not in model().ends]), found


@pytest.mark.parametrize("pattern", [*PATTERNS, r"[ぁ-ん]{5}", r"(東京|京都|😀👍)です。"])
@pytest.mark.parametrize("seed", [0, 1, 2])
def test_what_is_written_fits_the_whole_pattern_by_pythons_own_reading(pattern: str, seed: int) -> None:
    text, found = written(pattern, sampling=Sampling(seed=seed))
    if found.complete:
        assert re.fullmatch(pattern, text)
    assert regex.fullmatch(pattern, text, partial=True)


@pytest.mark.parametrize("pattern", PATTERNS)
def test_the_mask_allows_just_the_tokens_after_which_it_can_still_fit(pattern: str) -> None:
    """The whole vocabulary held against the regex module's partial matching, at every step."""
    found, text = constraint(pattern), ""
    tokenizer = model().tokenizer
    texts = [tokenizer.token_bytes(id) for id in range(model().shape.n_vocab)]
    for _ in range(4):
        allowed = found.allowed()
        for id, data in enumerate(texts):
            fits = data.isascii() and bool(data) and not tokenizer.is_special(id)
            fits = fits and regex.fullmatch(pattern, text + data.decode(), partial=True) is not None
            assert allowed[id] == fits, (text, data)
        assert found.complete == (re.fullmatch(pattern, text) is not None)
        if not allowed.any():
            return
        token = int(np.flatnonzero(allowed)[-1])
        found.wrote(token)
        text += texts[token].decode()


def test_a_character_may_be_written_byte_by_byte() -> None:
    found, tokenizer = constraint("東"), model().tokenizer
    beginnings = [tokenizer.token_bytes(int(id)) for id in np.flatnonzero(found.allowed())]
    assert beginnings
    assert all("東".encode().startswith(data) for data in beginnings)


@settings(max_examples=15)
@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=6), min_size=1))
def test_one_of_the_choices_is_written_to_its_end(choices: list[str]) -> None:
    text, found = written(of_choices(choices), sampling=Sampling(temperature=0))
    assert text in choices
    assert found.complete


def test_the_share_allowed_is_what_the_model_gave_the_tokens_that_fit() -> None:
    ids = model().tokenizer.encode("Tom said")
    (step, *_) = write(CachedLogits(model()), ids, constraint("yes|no"), Sampling(), n=1, ends=())
    assert step.share == pytest.approx(float(step.probs[step.allowed].sum()), rel=1e-5)
    assert step.drawn_from[~step.allowed].sum() == 0
    np.testing.assert_allclose(
        step.drawn_from[step.allowed], step.probs[step.allowed] / step.share, rtol=1e-3, atol=1e-7
    )


def test_it_ends_when_the_pattern_is_complete_or_with_the_end_of_text() -> None:
    text, found = written("abc")
    assert (text, found.complete) == ("abc", True)
    text, found = written("(la)*", n=6)
    assert regex.fullmatch("(la)*", text, partial=True)


@pytest.mark.parametrize("pattern", ["(", "[", "a{2,1}", "*"])
def test_a_pattern_that_is_none_is_refused(pattern: str) -> None:
    with pytest.raises(Refused, match="regular expression"):
        constraint(pattern)


@pytest.mark.parametrize("pattern", [r"\bcat\b", r"a\B", "a$b", "a^b", "(?=a)b", "(?!a)b", "(?<=a)b", "(?<!a)b"])
def test_what_looks_beside_is_refused_by_that_name(pattern: str) -> None:
    with pytest.raises(Refused, match=r"asks what stands beside a place .+: spell out what may stand there"):
        constraint(pattern)


@pytest.mark.parametrize("pattern", [r"(a|b)\1", r"(?P<x>a|b)(?P=x)"])
def test_what_refers_back_is_refused_by_that_name(pattern: str) -> None:
    with pytest.raises(Refused, match=r"refers back to what a group has matched .+: write out what may be repeated"):
        constraint(pattern)


class Few(Numbers):
    """A vocabulary without single bytes."""

    tokens = (b"yes", b"no", b" ", "あ".encode(), b"<end>")

    def __init__(self) -> None:
        super().__init__(len(self.tokens))

    def token_bytes(self, id: int) -> bytes:
        return self.tokens[id]

    def is_special(self, id: int) -> bool:
        return id == 4


@pytest.mark.parametrize("pattern", ["z", "い", "maybe", r"\d", "<end>"])
def test_what_no_token_can_write_is_not_called_too_complex(pattern: str) -> None:
    found = Constraint(pattern, Few(), 5)
    with pytest.raises(Refused, match="no token of this model can write what has to come next: its vocabulary lacks"):
        found.allowed()


def test_a_dead_end_on_the_way_is_told_as_well() -> None:
    found = Constraint("yes!", Few(), 5)
    assert [*np.flatnonzero(found.allowed())] == [0]
    found.wrote(0)
    with pytest.raises(Refused, match="no token of this model can write what has to come next"):
        found.allowed()


def test_a_pattern_that_is_empty_or_endless_is_refused() -> None:
    with pytest.raises(Refused, match="0 characters"):
        constraint("")
    with pytest.raises(Refused, match="characters: write 1 to"):
        constraint("a" * 3000)
    with pytest.raises(Refused, match="list is empty"):
        of_choices(["", ""])


def test_tokens_of_the_same_bytes_fit_alike_and_any_of_them_can_be_written() -> None:
    """Llama's kind has a space as a piece and as a byte."""
    tokenizer = HuggingFaceTokenizer(byte_fallback())
    spaces = [id for id in range(tokenizer.n_vocab) if tokenizer.token_bytes(id) == b" "]
    assert len(spaces) == 2
    for space in spaces:
        found = Constraint(" the", tokenizer, tokenizer.n_vocab)
        whole = [id for id in np.flatnonzero(found.allowed()) if tokenizer.token_bytes(int(id)) == b" the"]
        assert [*spaces, *whole] == [*np.flatnonzero(found.allowed())]
        found.wrote(space)
        assert {tokenizer.token_bytes(int(id)) for id in np.flatnonzero(found.allowed())} == {b"t", b"th", b"the"}


def test_a_pattern_may_be_as_long_as_is_said_and_no_longer() -> None:
    constraint("a" * LONGEST_PATTERN)
    with pytest.raises(Refused, match=f"has {LONGEST_PATTERN + 1} characters: write 1 to {LONGEST_PATTERN}"):
        constraint("a" * (LONGEST_PATTERN + 1))


def test_an_end_of_text_for_which_the_model_has_no_logit_ends_nothing() -> None:
    ids, n_vocab = model().tokenizer.encode("Tom said"), model().shape.n_vocab
    for beyond in (n_vocab, n_vocab + 1):
        steps = list(write(CachedLogits(model()), ids, constraint("(la)*"), Sampling(seed=1), n=3, ends=(beyond,)))
        assert len(steps) == 3
        assert all(step.allowed.size == n_vocab for step in steps)


def test_the_last_token_of_the_vocabulary_can_be_the_end() -> None:
    last = model().shape.n_vocab - 1
    logits = np.zeros(last + 1, np.float32)
    logits[last] = 50
    steps = list(write(lambda _: logits, (0,), constraint("a*"), Sampling(temperature=0), n=4, ends=(last,)))
    assert [step.token for step in steps] == [last]


def test_each_token_is_drawn_with_its_own_number() -> None:
    steps = list(
        write(lambda _: np.zeros(model().shape.n_vocab), (0,), constraint("[a-z]{9}"), Sampling(seed=4), n=4, ends=())
    )
    assert [step.token for step in steps] == [choose(step.drawn_from, seed=4, step=i) for i, step in enumerate(steps)]
