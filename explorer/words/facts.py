"""Published figures in words, with their sources, one way for all pages: a figure is never a literal in a sentence.

    told("bert.words")                  "3.3 billion words"
    linked("bert.words")                the same for Markdown: a link to its source, which a tooltip names
    sources("bert.words", "gpt3.raw")   "Sources: Devlin et al. 2018, appendix A.2 · Brown et al. 2020, section 2.2"
    amount(relative("gpt-3").figures["parameters"])   "175 billion parameters"
    families.fact("bert.words").number                3.3e9, to compute with

`_("BERT read {words}.", words=linked("bert.words"))` goes into `say.markdown`; in a component, `told(…)` stands in the
sentence and `cited(…)` beneath it or on hover.
"""

from typing import Protocol

from explorer.scaling.facts import Fact, Source
from explorer.scaling.families import fact
from explorer.words import _
from explorer.words.numbers import big, scientific


class Published(Protocol):
    """A figure, a law, whatever has a source and a place in it."""

    @property
    def source(self) -> Source: ...
    @property
    def at(self) -> str: ...
    @property
    def cited(self) -> str: ...


def told(key: str) -> str:
    """A single fact as it stands in a sentence.

    >>> told("bert.words"), told("gpt35.context"), told("gpt3.raw"), told("bert.hidden")
    ('3.3 billion words', '4,097 tokens', '45 TB of text', '15 %')
    """
    return amount(fact(key))


def cited(key: str) -> str:
    """Who says so, and where.

    >>> cited("bert.words")
    'Devlin et al. 2018, appendix A.2'
    """
    return fact(key).cited


def linked(key: str) -> str:
    """The fact for Markdown: a link to its source, which its tooltip names."""
    return with_source(fact(key))


def sources(*keys: str) -> str:
    """A line of Markdown for beneath a picture: where these facts were published, each place once."""
    return sources_of(*map(fact, keys))


def sources_of(*published: Published) -> str:
    """The same of whatever was published: facts, laws."""
    found = dict.fromkeys(f"[{one.cited}]({one.source.link.format(at=one.at)})" for one in published)
    return _("Sources: {sources}", sources=" · ".join(found))


def with_source(one: Fact) -> str:
    """Any fact for Markdown, with its source."""
    return f'[{amount(one)}]({one.link} "{one.cited}")' if one.link else amount(one)


def amount(one: Fact) -> str:
    """A figure with what it counts, or a name."""
    if isinstance(one.value, str):
        return one.value
    if one.unit == "bytes":
        return _text(one.number)
    n = number(one)
    said = {
        "tokens": lambda: _("{n} tokens", n=n),
        "words": lambda: _("{n} words", n=n),
        "pairs": lambda: _("{n} pairs of sentences", n=n),
        "picture pairs": lambda: _("{n} pictures with their captions", n=n),
        "pictures": lambda: _("{n} pictures", n=n),
        "hours": lambda: _("{n} hours of speech", n=n),
        "examples": lambda: _("{n} examples", n=n),
        "prompts": lambda: _("{n} prompts", n=n),
        "parameters": lambda: _("{n} parameters", n=n),
        "flop": lambda: _("{n} operations", n=n),
        "flop/s": lambda: _("{n} operations a second", n=n),
        "people": lambda: _("{n} people", n=n),
        "pages": lambda: _("{n} pages", n=n),
        "%": lambda: f"{n} %",
        "BLEU": lambda: f"{n} BLEU",
    }
    return said[one.unit]() if one.unit in said else n


def number(one: Fact) -> str:
    """A figure without what it counts.

    >>> number(fact("gpt3.parameters")), number(fact("instructgpt.labellers")), number(fact("transformer.bleu_big"))
    ('175 billion', '40', '28.4')
    """
    n = one.number
    if one.unit in ("flop", "flop/s"):
        return scientific(n)
    if n >= 1e6:
        return big(n, digits=3)
    return f"{n:,.0f}" if n == round(n) else f"{n:g}"


def _text(n: float) -> str:
    return _("{n} TB of text", n=f"{n / 1e12:g}") if n >= 1e12 else _("{n} GB of text", n=f"{n / 1e9:g}")
