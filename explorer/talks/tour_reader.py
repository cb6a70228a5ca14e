"""TOML text -> Tour. Refused with line and reason, as a talk is."""

import string
from collections.abc import Collection
from typing import Any

from explorer.talks.conditions import CONDITIONS, Wanted
from explorer.talks.lines import Path
from explorer.talks.reader import SCENE, Pages, Reader
from explorer.talks.tour import Tour, Try
from explorer.words import N_

TRIED = ("point", "see", "done", "learnt", "seconds")
"""What may stand in a scene besides."""

LONGEST_TRY = 120
"""Seconds."""


def read_tour(text: str, pages: Pages, points: Collection[str]) -> Tour:
    """The tour of a file. `points`: the names of all controls that can be pointed at."""
    reader, data = _TourReader.of(text, pages, SCENE + TRIED)
    walk = reader.talk(data)
    return Tour(walk, tuple(reader.tried(scene, ("scene", n), points) for n, scene in enumerate(data["scene"])))


class _TourReader(Reader):
    def tried(self, data: dict[str, Any], at: Path, points: Collection[str]) -> Try:
        self._words(data, (*at, "plain"), must=True)
        done = self._done(data, (*at, "done"))
        learnt = self._words(data, (*at, "learnt"), must=True)
        for lang in ("en", "ja"):
            self._filled(learnt.said(lang), done[0], (*at, "learnt", lang))
        return Try(
            self._point(data, (*at, "point"), points),
            self._point(data, (*at, "see"), points) if "see" in data else "",
            done,
            learnt,
            self._number(data, (*at, "seconds"), least=1, most=LONGEST_TRY),
        )

    def _point(self, data: dict[str, Any], at: Path, points: Collection[str]) -> str:
        name = self._text(data, at)
        if name not in points:
            why = N_("Line {line}: nothing is called {text}, only {known}")
            raise self._no(at, why, text=name[:40], known=", ".join(points))
        return name

    def _done(self, data: dict[str, Any], at: Path) -> tuple[str, Wanted]:
        given = data.get("done")
        if not isinstance(given, dict) or len(given) != 1:
            raise self._no(at, N_("Line {line}: {name} must be one condition, such as {name}.prompt = true"))
        self._known(given, at, tuple(CONDITIONS))
        ((name, wanted),) = given.items()
        if not CONDITIONS[name].fits(wanted):
            raise self._no((*at, name), N_("Line {line}: {name} = {text} makes no sense here"), text=str(wanted)[:40])
        return name, wanted

    def _filled(self, text: str, condition: str, at: Path) -> None:
        """Each of its places is one that the condition fills."""
        known = CONDITIONS[condition].places
        for place in _places_of(text):
            if place not in known:
                why = N_("Line {line}: {text} is no place that {name} fills, only {known}")
                raise self._no(at, why, text=str(place)[:40], known=", ".join(known))


def _places_of(text: str) -> list[str]:
    try:
        return [name for _text, name, _spec, _how in string.Formatter().parse(text) if name is not None]
    except ValueError:  # a brace alone
        return ["{"]
