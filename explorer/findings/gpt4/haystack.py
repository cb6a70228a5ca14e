"""A haystack with a needle in it, in a model's own tokens: what a visitor wrote, hidden in a bundled text."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from explorer.engine.cache import once
from explorer.engine.needle import Haystack
from explorer.errors import Refused
from explorer.findings.gpt4.long_texts import long_text
from explorer.models.model import Model
from explorer.models.published import published
from explorer.text.token import Token, tokens_of
from explorer.words import language

LONGEST = 300
"""Characters of the sentence, the answer and the question."""
ENDINGS = (".", "!", "?", "。", "！", "？")
"""What a sentence ends with."""


@dataclass(frozen=True)
class Needle:
    """A sentence with a fact, what of it is the answer, and the question."""

    sentence: str
    answer: str
    question: str

    def __post_init__(self) -> None:
        for said in (self.sentence, self.answer, self.question):
            if len(said) > LONGEST:
                raise Refused("this has {n} characters, and at most {most} are taken", n=len(said), most=LONGEST)
        if not self.answer.strip() or self.answer not in self.sentence:
            raise Refused(
                "the answer {answer} does not stand in the sentence: write the sentence so that it holds the answer",
                answer=self.answer,
            )

    @property
    def begun(self) -> str:
        """How the answer begins: the sentence up to it."""
        return self.sentence[: self.sentence.index(self.answer)].rstrip()

    @property
    def rest(self) -> str:
        """The answer with the space before it, where there is one."""
        return self.sentence[len(self.begun) : self.sentence.index(self.answer) + len(self.answer)]


NEEDLES = {
    "en": Needle(
        "The key to the old house lies under the blue flowerpot.",
        "blue flowerpot",
        "Where does the key to the old house lie?",
    ),
    "ja": Needle("古い家の鍵は青い植木鉢の下にあります。", "青い植木鉢", "古い家の鍵はどこにありますか。"),
}


def languages(model: Model) -> list[str]:
    """Of the bundled texts, the one that the model knows best first, else the reader's."""
    one = published(model.name)
    first = one.language if one is not None and one.language in NEEDLES else language()
    return sorted(NEEDLES, key=lambda lang: lang != first)


def haystack_of(model: Model, needle: Needle, lang: str) -> Haystack:
    key = ("haystack", model.name, model.fingerprint, needle, lang)
    return once(key, lambda: _made(model, needle, lang))


def _made(model: Model, needle: Needle, lang: str) -> Haystack:
    gap = " " if lang == "en" else ""

    def encode(piece: str) -> tuple[int, ...]:
        return tuple(model.tokenizer.encode(piece))

    # Without its title, and begun as a sentence in the midst of a text: the needle may stand before it.
    hay = encode(gap + long_text(lang).partition("\n")[2].lstrip())
    before, after = _around(model)
    question = encode(f"\n\n{needle.question}")
    begun = encode(needle.begun if after else f"\n{needle.begun}")
    return Haystack(
        before=before,
        hay=hay,
        ends=_ends(tokens_of(hay, model.tokenizer), gap),
        needle=encode(gap + needle.sentence),
        after=(*question, *after, *begun),
        answer=encode(needle.rest),
    )


def _around(model: Model) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """What stands before and after what somebody says; after a text that is gone on with there is nothing."""
    prompt = model.prompt("x", chat=True)
    return prompt.ids[: prompt.own.start], prompt.ids[prompt.own.stop :]


def _ends(tokens: Sequence[Token], gap: str) -> tuple[int, ...]:
    """Places where a sentence has ended, and what follows is set apart from it."""
    texts = [token.data.decode("utf-8", errors="ignore") for token in tokens]
    pairs = enumerate(pairwise(texts), 1)
    return tuple(
        place for place, (text, after) in pairs if text.endswith(ENDINGS) and (not gap or after.startswith((gap, "\n")))
    )
