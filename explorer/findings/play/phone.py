"""What a player has on their phone: the question, where to answer, and what came of it. No text of any player."""

from collections.abc import Mapping
from typing import Any

from explorer.components.play.answer_box import AnswerBox, Labels, Text
from explorer.figures.numbers import percent
from explorer.findings.play.riddles import SIDES
from explorer.findings.play.said import points
from explorer.rooms.bounds import LONGEST
from explorer.rooms.looking import Given, Sight
from explorer.rooms.texts import same_key
from explorer.words import _, translated
from explorer.words.sentences import unbroken


def phone(sight: Sight, player: int, *, note: str = "") -> AnswerBox:
    """note: why the last answer was not taken."""
    asked, own = sight.asked, sight.of(player)
    pair, offered = asked.get("pair"), asked.get("offered")
    over = sight.shown is not None
    kind = "none" if not sight.round or (over and own is None) else ("choose" if offered else "type")
    return AnswerBox(
        kind=kind,
        question=_question(asked) if sight.round else Text("", "", gap=False),
        options=tuple(pair or offered or ()),
        long=pair is not None,
        round=sight.round,
        answered=own is not None,
        note=note or _note(sight, player),
        result=_result(sight, own, player) if over else (),
        longest=LONGEST,
        labels=labels(str(asked.get("game", ""))),
    )


def _question(asked: Mapping[str, Any]) -> Text:
    return Text(asked["before"], asked.get("after", ""), gap="pair" not in asked)


def labels(game: str) -> Labels:
    """What a game asks; "" before there is one."""
    asks = {
        "guess": _("What comes next?"),
        "gaps": _("Which word stood there?"),
        "real": _("Which one did a person write?"),
        "duel": _("Which one goes on better?"),
    }
    return Labels(asks=asks.get(game, ""), placeholder=_("Your answer"), send=_("Send"), yours=_("Your answer:"))


def _note(sight: Sight, player: int) -> str:
    if not sight.round:
        return _("You are in, as no. {n}. The first question comes in a moment.", n=player)
    if sight.shown is not None:
        return "" if sight.of(player) else _("This question is over. The next one comes in a moment.")
    return _("Sent. Look at the screen.") if sight.of(player) else ""


def _result(sight: Sight, own: Given | None, player: int) -> tuple[str, ...]:
    """What came of the answer, then what there was to know, then the score."""
    if own is None or sight.shown is None:
        return ()
    lines = tuple(map(unbroken, _LINES[sight.asked["game"]](sight.asked, sight.shown, own)))
    return (*lines, _standing(sight, player)) if sight.asked["game"] != "duel" else lines


def _standing(sight: Sight, player: int) -> str:
    total, n = sight.totals.get(player, 0.0), len(sight.totals)
    place = sight.place(player)
    return _("{points} points so far: place {place} of {n}.", points=points(total), place=place, n=n)


def _of_guess(asked: Mapping[str, Any], shown: Mapping[str, Any], own: Given) -> tuple[str, ...]:
    first = {"text": shown["first"], "share": percent(shown["share"])}
    return (
        _("{model} gave your answer {share}.", model=asked["model"], share=percent(own.score or 0.0)),
        _("The likeliest of these {n} was “{text}” with {share}.", n=len(asked["offered"]), **first)
        if asked.get("offered")
        else _("Its first was “{text}” with {share}.", **first),
    )


def _of_gap(asked: Mapping[str, Any], shown: Mapping[str, Any], own: Given) -> tuple[str, ...]:
    right = shown["right"]
    model = same_key(shown["word"]) == same_key(right)
    return (
        _("Right: “{word}” stood there.", word=right) if own.score else _("No: “{word}” stood there.", word=right),
        _("{model} was right, too.", model=asked["model"])
        if model and own.score
        else _("{model} was right.", model=asked["model"])
        if model
        else _("{model} said “{text}”.", model=asked["model"], text=shown["first"]),
    )


def _of_real(asked: Mapping[str, Any], shown: Mapping[str, Any], own: Given) -> tuple[str, ...]:
    side = SIDES[shown["right"]]
    if own.score:
        return (_("Right: {side} was written by a person.", side=side),)
    return (_("No: {side} was written by a person.", side=side),)


def _of_duel(asked: Mapping[str, Any], shown: Mapping[str, Any], own: Given) -> tuple[str, ...]:
    at = SIDES.index(own.text)
    return (
        _("You chose “{author}”.", author=translated(shown["authors"][at])),
        _("The other one was “{author}”.", author=translated(shown["authors"][1 - at])),
    )


_LINES = {"guess": _of_guess, "gaps": _of_gap, "real": _of_real, "duel": _of_duel}
