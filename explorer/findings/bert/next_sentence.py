"""Next sentence prediction, BERT's second objective: which pairs of the visitor's sentences would be its examples."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal
from zlib import crc32

import numpy as np

from explorer.components.tokens.token_strip import TokenStrip, byte_title, strip_of
from explorer.errors import Refused
from explorer.findings.bert.chain import encoder_bits
from explorer.findings.bert.readers import Readers
from explorer.findings.bert.words import sentence_of
from explorer.findings.output.calibration import held_out
from explorer.models.model import Model
from explorer.text.specials import named_id
from explorer.text.token import tokens_of
from explorer.text.units import starts_of
from explorer.words import _, language, ngettext
from explorer.words.facts import linked, told
from explorer.words.sentences import chip, joined

Kind = Literal["next", "random", "swapped"]
KINDS: tuple[Kind, ...] = ("next", "random", "swapped")
SHORTEST, LONGEST = 16, 90
"""Characters of a sentence from elsewhere."""
MOST = 300
"""Characters of one of the visitor's own sentences: of a longer one its beginning is shown."""


@dataclass(frozen=True)
class Pair:
    """An example to learn from: does the second sentence follow the first?"""

    kind: Kind
    first: str
    second: str


def sentences_of(text: str) -> tuple[str, ...]:
    """Those with a letter in them, without the spaces around them."""
    bounds = [*starts_of(text, "sentence"), len(text)]
    cut = (text[start:end].strip() for start, end in pairwise(bounds))
    return tuple(sentence[:MOST] for sentence in cut if any(map(str.isalnum, sentence)))


def pairs_of(text: str, first: int = 0) -> tuple[Pair, ...]:
    """The examples that begin with one of its sentences: with the one that follows, with one from elsewhere, and, as
    ALBERT has it, with the two in the wrong order. Of a single sentence there is only the second."""
    own = sentences_of(text)
    if not own:
        return ()
    first = min(first, max(0, len(own) - 2))
    foreign = Pair("random", own[first], elsewhere(text))
    if len(own) < 2:
        return (foreign,)
    one, two = own[first], own[first + 1]
    return Pair("next", one, two), foreign, Pair("swapped", two, one)


def elsewhere(text: str) -> str:
    """A sentence of the held-out text, always the same for a text."""
    known = [one for one in sentences_of(held_out(language())) if SHORTEST <= len(one) <= LONGEST and one not in text]
    return known[crc32(text.encode()) % len(known)]


def names() -> dict[Kind, str]:
    return {
        "next": _("IsNext: the second follows the first"),
        "random": _("NotNext: the second is from another text"),
        "swapped": _("Not in BERT, but in ALBERT: the two in the wrong order"),
    }


def strip(model: Model, pair: Pair) -> TokenStrip:
    """The pair as BERT reads it: [CLS] first [SEP] second [SEP], beneath each token which of the two it belongs to."""
    ids, n_first = _joined(model, pair)
    tokens = tokens_of(ids, model.tokenizer)
    return strip_of(
        tokens,
        label=_("Two sentences as BERT reads them: {kind}", kind=names()[pair.kind]),
        notes=["A" if place < n_first else "B" for place in range(len(ids))],
        titles=[byte_title(token) for token in tokens],
    )


def _joined(model: Model, pair: Pair) -> tuple[tuple[int, ...], int]:
    """The ids, and how many of them belong to the first sentence."""
    start, between = (named_id(model.tokenizer, name) for name in ("cls_token", "sep_token"))
    first, second = (model.tokenizer.encode(text) for text in (pair.first, pair.second))
    before = [*([] if start is None else [start]), *first, *([] if between is None else [between])]
    return (*before, *second, *([] if between is None else [between])), len(before)


def how_many(text: str) -> str:
    """Which examples the visitor's text would give."""
    n = len(sentences_of(text))
    if n < 2:
        return _(
            "Your text has one sentence, which no other follows: BERT could learn from it only what does not follow. "
            "Type a second sentence to see the other kind."
        )
    said = ngettext(
        "Your text has {sentences} sentences: {n} pair in which the second follows the first.",
        "Your text has {sentences} sentences: {n} pairs in which the second follows the first.",
        n - 1,
        sentences=n,
    )
    half = _(
        "Of BERT's examples {share} were such pairs; in the others the second sentence came from another text.",
        share=told("bert.next_sentence"),
    )
    return joined(said, half)


def no_head(model: Model) -> str:
    """What cannot be asked of the model here."""
    return _(
        "{model} has not learned this: it has no layer that would answer from its first token, and no vectors for "
        "sentences A and B. So this is what BERT would have been given, and no answer is shown.",
        model=chip(model.name),
    )


@dataclass(frozen=True)
class Beside:
    """Mean bits that a word of the second sentence costs an encoder that fills gaps."""

    alone: float
    next: float
    """Behind the first sentence, which it follows."""
    random: float
    """Behind one from elsewhere."""
    swapped: float
    """Before the first sentence: the two in the wrong order."""


def beside(readers: Readers, pairs: tuple[Pair, ...]) -> Beside | None:
    """None where there are no two sentences, or they are too long to be read together."""
    if len(pairs) < 3:
        return None
    first, second = pairs[0].first, pairs[0].second
    try:
        return Beside(*(_cost(readers, *texts) for texts in _texts(first, second, pairs[1].second)))
    except Refused:
        return None


def _texts(first: str, second: str, foreign: str) -> Iterator[tuple[str, str, str]]:
    """(before, the sentence, behind)"""
    gap = " " if second.isascii() else ""
    yield "", second, ""
    yield first + gap, second, ""
    yield foreign + gap, second, ""
    yield "", second, gap + first


def _cost(readers: Readers, before: str, second: str, behind: str) -> float:
    sentence = sentence_of(readers, before + second + behind)
    if sentence.cut:
        raise Refused("the two sentences are too long to be read together: type shorter ones")
    start, stop, bits = len(before.rstrip()), len(before) + len(second), encoder_bits(readers, sentence)
    starts = [len(sentence.before(i)) for i in range(len(bits))]
    return float(np.mean([cost.sum() for at, cost in zip(starts, bits, strict=True) if start <= at < stop]))


def finding(readers: Readers, pairs: tuple[Pair, ...], found: Beside | None) -> str:
    """What filling gaps alone makes of the neighbour, measured on this pair."""
    if found is None:
        return ""
    measured = _(
        "Hidden one by one, the words of {second} cost {model} {alone} bits each by themselves, {next} behind the "
        "sentence that they follow, {random} behind the one from another text, and {swapped} in the wrong order.",
        second=chip(pairs[0].second),
        model=chip(readers.encoder.name),
        alone=f"{found.alone:.2f}",
        next=f"{found.next:.2f}",
        random=f"{found.random:.2f}",
        swapped=f"{found.swapped:.2f}",
    )
    return joined(measured, _helps(found))


def _helps(found: Beside) -> str:
    if found.next < min(found.alone, found.random):
        return _(
            "So filling gaps already makes use of the sentence before, though nobody told the model that the two "
            "belong together. Of one pair that says little: try others."
        )
    return _("For this pair the sentence before is no help to it; try others, for one pair says little.")


def history() -> tuple[str, ...]:
    """What became of the objective: paragraphs of Markdown, each figure with its source."""
    return _learned(), _dropped(), _order()


def _learned() -> str:
    return _(
        "BERT learned two things at once: to fill gaps, and to say whether the second of two sentences really follows "
        "the first. In the end it was right in {right} of the cases. This was to help where two texts are held against "
        "each other: a question and a paragraph, or a claim and what is said to follow from it.",
        right=linked("bert.next_sentence_right"),
    )


def _dropped() -> str:
    return _(
        "**Later work took it back.** RoBERTa (2019) trained BERT anew without it: on MNLI, which asks what follows "
        "from a sentence, {without} were right, with it {with_it}.",
        without=linked("bert.mnli_without_next_sentence"),
        with_it=linked("bert.mnli_with_next_sentence"),
    )


def _order() -> str:
    return _(
        "**Why it was too easy.** A sentence of another text mostly has another topic, and a topic can be told without "
        "any sense of what follows what: so says ALBERT (2019). A model that learned next sentence prediction told the "
        "right order of two sentences from the wrong one in {order} of the cases, hardly better than by chance. ALBERT "
        "learns that instead: the two in the right order, or swapped (sentence order prediction).",
        order=linked("bert.order_after_next_sentence"),
    )
