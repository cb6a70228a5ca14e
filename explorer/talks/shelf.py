"""The talks as a page shows them: cards, and a sentence about them all."""

from collections.abc import Callable, Sequence

from explorer.components.text.talk_shelf import Labels, TalkCard, TalkShelf
from explorer.talks.models import missing
from explorer.talks.talk import Talk
from explorer.words import _, explain, language, ngettext


def shelf(talks: Sequence[Talk], mine: Callable[[Talk], bool]) -> TalkShelf:
    """`mine`: whether a talk is the visitor's own."""
    labels = Labels(
        shelf=_("Talks"),
        start=_("Start"),
        scene=_("Start at scene {n}: ", n="{n}"),
        edit=_("Edit"),
        copy=_("Edit a copy"),
        link=_("Copy link"),
        copied=_("Copied"),
        take=_("Take along (HTML)"),
    )
    return TalkShelf(cards=tuple(_card(talk, own=mine(talk)) for talk in talks), labels=labels)


def counted(talks: Sequence[Talk]) -> str:
    """How many there are, and what the shortest takes."""
    return _(
        "{talks} with {scenes}, live on the models inside: whoever presents may change the prompt at any time. The "
        "shortest takes {minutes}.",
        talks=ngettext("{n} talk", "{n} talks", len(talks)),
        scenes=_scenes(sum(len(talk.scenes) for talk in talks)),
        minutes=minutes_of(min(talks, key=lambda talk: talk.minutes)),
    )


def _card(talk: Talk, *, own: bool) -> TalkCard:
    lang = language()
    return TalkCard(
        title=talk.title.said(lang),
        about=talk.about.said(lang),
        facts=f"{minutes_of(talk)} · {_scenes(len(talk.scenes))}",
        note=note_of(talk),
        scenes=tuple(scene.title.filled().said(lang) for scene in talk.scenes),
        own=own,
        href="",
    )


def note_of(talk: Talk) -> str:
    """What it lacks here; "" where nothing."""
    lacks = missing(talk)
    return _("This cannot run here: {why}", why=explain(lacks)) if lacks else ""


def minutes_of(talk: Talk) -> str:
    return ngettext("{n} minute", "{n} minutes", talk.minutes)


def _scenes(n: int) -> str:
    return ngettext("{n} scene", "{n} scenes", n)
