"""How much more a large relative has and has read than the model on screen, computed."""

from dataclasses import dataclass

from explorer.engine.runs import Run
from explorer.findings.tree.members import Member, members, now
from explorer.scaling.facts import Fact
from explorer.scaling.families import fact, relative
from explorer.words import _, ngettext
from explorer.words.facts import sources
from explorer.words.numbers import big
from explorer.words.sentences import joined

YEAR = 60 * 24 * 365.25
"""Minutes in it."""
GIANT = "gpt-3"


@dataclass(frozen=True)
class Striking:
    said: str
    sources: str
    """A line of Markdown."""


def how_much_more(run: Run) -> Striking:
    """The visitor's text, the model that reads it, and GPT-3: its size, and how long a person would read for it."""
    on_screen = now(members(run))
    said = joined(_yours(run), _size(on_screen), _years(on_screen))
    return Striking(said, sources("gpt3.parameters", "gpt3.seen", "reading.words_a_minute", "reading.words_a_token"))


def _yours(run: Run) -> str:
    read = relative(GIANT).figures["data"].number
    n = max(1, sum(not token.special for token in run.tokens))
    return ngettext(
        "Your text has {n} token; GPT-3 read {times} times as many in its training.",
        "Your text has {n} tokens; GPT-3 read {times} times as many in its training.",
        n,
        times=big(read / n),
    )


def _size(member: Member) -> str:
    times = relative(GIANT).figures["parameters"].number / member.figures["parameters"].number
    if times < 1:
        return _("{model} has {times} times GPT-3's parameters.", model=member.name, times=big(1 / times))
    return _("GPT-3 is {times} times as large as {model}, which reads it here.", times=big(times), model=member.name)


def _years(member: Member) -> str:
    """Of reading without sleep."""
    giant = _("A person who never sleeps would read {years} years for GPT-3's text", years=big(years(_data(GIANT))))
    own = member.figures.get("data")
    if own is None or own.unit != "tokens":
        return _("{sentence}.", sentence=giant)
    return _("{sentence}, and {years} for that of {model}.", sentence=giant, years=big(years(own)), model=member.name)


def years(text: Fact) -> float:
    """For a text in tokens."""
    words = text.number * fact("reading.words_a_token").number
    return words / fact("reading.words_a_minute").number / YEAR


def _data(slug: str) -> Fact:
    return relative(slug).figures["data"]
