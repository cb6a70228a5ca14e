"""Which sentence is translated: the visitor's own where it can be, else one of these."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from explorer.components.text.prompt_cards import Card, PromptCards
from explorer.findings.transformer.script import direction_for
from explorer.findings.transformer.translation import MOST_SOURCE
from explorer.models.two_stacks.directions import Direction
from explorer.text.units import starts_of
from explorer.words import N_, _, language, translated

if TYPE_CHECKING:
    from explorer.models.two_stacks.model import Seq2Seq

EXAMPLES = {
    "en": (
        ("I like dogs.", N_("the verb moves to the end")),
        ("Do you know his name?", N_("a question, turned round")),
        ("My brother studies English every day.", N_("greedy decoding repeats itself, beam search does not")),
        ("He went to school by bus yesterday.", N_("a word is lost: the bus")),
    ),
    "ja": (
        ("机の上に本がある。", N_("all of it turned round")),
        ("彼の名前を知っていますか。", N_("a question, turned round")),
        ("私は先週新しい車を買った。", N_("the verb moves forward")),
        ("彼は昨日バスで学校へ行った。", N_("a word is lost: the bus")),
    ),
}
"""By language, each with what it shows."""


@dataclass(frozen=True)
class Offered:
    """A sentence, and why it is not the whole prompt."""

    text: str
    note: str = ""


def offered(prompt: str, model: "Seq2Seq") -> Offered:
    """The prompt's first sentence; an example where it is in no language that the model reads, or too long."""
    first = first_sentence(prompt)
    if not first or direction_for(first, model.directions) is None:
        return Offered(
            example(model),
            _("Your prompt is in no language that {model} reads, so here is an example.", model=model.name),
        )
    if len(model.tokenizer.encode(first)) > MOST_SOURCE:
        return Offered(
            example(model), _("Your prompt's first sentence is too long to be drawn here, so here is an example.")
        )
    if first != " ".join(prompt.split()):
        return Offered(first, _("The first sentence of your prompt: a translator takes one at a time."))
    return Offered(first)


def first_sentence(text: str) -> str:
    """
    >>> first_sentence("It rains. Tom is here.")
    'It rains.'
    """
    text = " ".join(text.split())
    starts = (*starts_of(text, "sentence"), len(text))
    return text[: starts[1]].strip() if len(starts) > 1 else text


def example(model: "Seq2Seq") -> str:
    """In the reader's language where the model reads that, else in another."""
    texts = [EXAMPLES[lang][0][0] for lang in sorted(EXAMPLES, key=lambda lang: lang != language())]
    return next((text for text in texts if direction_for(text, model.directions)), texts[0])


def cards(now: str, model: "Seq2Seq") -> PromptCards:
    """Sentences to try, in the reader's language first; `now` is the one on screen."""
    langs = sorted(EXAMPLES, key=lambda lang: lang != language())
    every = [(lang, text, why) for lang in langs for text, why in EXAMPLES[lang]]
    fitting = [Card(text, translated(why), lang) for lang, text, why in every if direction_for(text, model.directions)]
    return PromptCards(cards=tuple(fitting), label=_("Sentences to try"), now=now)


def name_of(direction: Direction) -> str:
    """In the reader's language; of a folder that says nothing, what stands before the text."""
    if not direction.source:
        return _("as it was made")
    return f"{_language(direction.source)} → {_language(direction.target)}"


def _language(code: str) -> str:
    from babel import Locale

    return Locale(language()).languages.get(code, code)
