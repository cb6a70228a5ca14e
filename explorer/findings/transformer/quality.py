"""How good the translator that comes along is: scores on held-out pairs, and a few of these, translated now."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.components.text.translations import Bar, Group, Labels, Row, Translations
from explorer.errors import Refused
from explorer.findings.transformer.sentences import name_of
from explorer.findings.transformer.translation import asked, best
from explorer.models.two_stacks.directions import Direction
from explorer.scaling.families import relative
from explorer.text.untrusted import is_file
from explorer.words import _, ngettext
from explorer.words.facts import linked, with_source
from explorer.words.sentences import joined

if TYPE_CHECKING:
    from explorer.models.two_stacks.model import Seq2Seq

FILE = Path(__file__).parents[2] / "assets" / "held_out" / "translations.json"
MEASURED = "explorer-translator"


@dataclass(frozen=True)
class Score:
    source: str
    target: str
    how: str
    """"greedy", or "beam"."""
    bleu: float
    chrf: float
    """Both from 0 to 100."""


@dataclass(frozen=True)
class Pair:
    source: str
    target: str


@dataclass(frozen=True)
class Measured:
    n: int
    """Held-out pairs, each translated both ways."""
    beams: int
    scores: tuple[Score, ...]
    pairs: tuple[Pair, ...]
    """English, Japanese."""
    seen: float
    """Share of the sentences that also stand in the training text, there with another translation."""


@cache
def measured() -> Measured | None:
    """None where no figures came along."""
    if not is_file(FILE):
        return None
    told = json.loads(FILE.read_text(encoding="utf-8"))
    scores = tuple(Score(**one) for one in told["scores"])
    return Measured(told["n"], told["beams"], scores, tuple(Pair(*one) for one in told["pairs"]), told["seen"])


def picture(model: "Seq2Seq", direction: Direction, n: int) -> Translations:
    """The scores, and the first n held-out pairs in a direction, translated now by beam search."""
    return Translations(
        groups=tuple(_groups()),
        rows=tuple(_rows(model, direction, n)),
        source=direction.source,
        target=direction.target,
        labels=Labels(
            scores=_("{model} on held-out pairs", model=MEASURED),
            columns=(_("held out"), _("{model}, now", model=model.name), _("a person")),
            none=_("No figures of this model were measured."),
        ),
    )


def _groups() -> Iterator[Group]:
    known = measured()
    for one in known.scores if known else ():
        way = _("greedy") if one.how == "greedy" else _("{n} beams", n=known.beams if known else 0)
        name = f"{name_of(Direction(one.source, one.target, ''))}, {way}"
        yield Group(name, (Bar("BLEU", one.bleu), Bar("chrF", one.chrf)))


def _rows(model: "Seq2Seq", direction: Direction, n: int) -> Iterator[Row]:
    known = measured()
    for one in known.pairs[:n] if known else ():
        source, reference = (one.target, one.source) if direction.source == "ja" else (one.source, one.target)
        yield Row(source, _said(model, source, direction), reference)


def _said(model: "Seq2Seq", text: str, direction: Direction) -> str:
    try:
        return best(asked(model, text, direction)).text
    except Refused:  # a sentence that is too long for a model that somebody brought along
        return "…"


def the_first_one() -> str:
    """What the Transformer of 2017 reached, as Markdown with its sources."""
    base, big = relative("transformer-base"), relative("transformer-big")
    return _(
        "The Transformer of 2017 reached {base} with {base_size} and {big} with {big_size}, from English to German, "
        "after {pairs}; these are other sentences in another language, so the numbers do not stand beside ours.",
        base=linked("transformer.bleu_base"),
        base_size=with_source(base.figures["parameters"]),
        big=linked("transformer.bleu_big"),
        big_size=with_source(big.figures["parameters"]),
        pairs=linked("transformer.pairs"),
    )


def what_they_mean() -> str:
    known = measured()
    if known is None:
        return _("No figures of this model were measured.")
    best_en = max(known.scores, key=lambda one: one.bleu)
    return joined(
        ngettext(
            "Measured on {n} pair of sentences that it never read.",
            "Measured on {n} pairs of sentences that it never read.",
            known.n,
        ),
        _(
            "BLEU counts runs of up to four words (in Japanese: characters) that are also in one person's translation, "
            "chrF runs of characters; both go from 0 to 100, and even a second person does not reach 100.",
        ),
        _(
            "Its best BLEU is {bleu}: everyday sentences often come out right, others come out fluent and wrong.",
            bleu=f"{best_en.bleu:.1f}",
        ),
        _(
            "The held-out sentences are much like those it learned from, short and everyday: on a newspaper it would "
            "do far worse.",
        ),
    )
