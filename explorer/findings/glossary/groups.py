"""All terms of a language, by the page on which each is seen."""

from collections.abc import Mapping
from itertools import groupby
from typing import Protocol

from explorer.components.frame.glossary_list import Entry, GlossaryList, Group
from explorer.words import _, language
from explorer.words.glossary import Term, terms


class Place(Protocol):
    """Where a term can be seen."""

    @property
    def page(self) -> str: ...
    @property
    def seen(self) -> str: ...
    @property
    def href(self) -> str: ...


def glossary(places: Mapping[str, Place]) -> GlossaryList:
    """places: by the terms' slugs, those of one page behind each other."""
    entries = [(place.page, entry_of(slug, place)) for slug, place in places.items()]
    return GlossaryList(
        groups=tuple(
            Group(page, tuple(entry for _page, entry in group))
            for page, group in groupby(entries, lambda pair: pair[0])
        ),
        narrow=_("Narrow the words down"),
        none=_("No word and no sentence here has that: try a shorter piece of it."),
    )


def entry_of(slug: str, place: Place) -> Entry:
    term = terms(language())[slug]
    other = terms("en" if language() == "ja" else "ja")[slug]
    word = written(term)
    also = term.short if term.sign else written(other)
    return Entry(slug, word, "" if also.lower() in word.lower() else also, term.says, place.seen, place.href)


def written(term: Term) -> str:
    """As it stands in sentences, else its sign; what only a badge names is called by its slug."""
    return next(iter(term.spellings), term.sign) or term.slug.replace("-", " ")
