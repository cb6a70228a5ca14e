"""The workshops as a page shows them: cards, and a sentence about them all."""

from collections.abc import Sequence
from urllib.parse import urlencode

from explorer.components.text.talk_shelf import Labels, TalkCard, TalkShelf
from explorer.talks.shelf import minutes_of, note_of
from explorer.talks.workshop import Workshop
from explorer.words import _, language, ngettext


def workshop_shelf(workshops: Sequence[Workshop]) -> TalkShelf:
    labels = Labels(
        shelf=_("Workshops"),
        start=_("Start"),
        scene=_("Start at task {n}: ", n="{n}"),
        edit="",
        copy="",
        link=_("Copy link"),
        copied=_("Copied"),
        take="",
    )
    return TalkShelf(cards=tuple(map(_card, workshops)), labels=labels)


def counted_workshops(workshops: Sequence[Workshop]) -> str:
    """How many there are, and how one goes."""
    return _(
        "{workshops} with {tasks}, for a room of people with laptops: each looks alone, says “I see it”, and only then "
        "is asked what it means.",
        workshops=ngettext("{n} workshop", "{n} workshops", len(workshops)),
        tasks=_tasks(sum(len(workshop.questions) for workshop in workshops)),
    )


def _card(workshop: Workshop) -> TalkCard:
    lang, walk = language(), workshop.walk
    return TalkCard(
        title=walk.title.said(lang),
        about=walk.about.said(lang),
        facts=f"{minutes_of(walk)} · {_tasks(len(workshop.questions))}",
        note=note_of(walk),
        scenes=tuple(scene.title.said(lang) for scene in walk.scenes),
        own=False,
        href=f"talks?{urlencode({'lang': lang, 'workshop': workshop.slug})}",
    )


def _tasks(n: int) -> str:
    return ngettext("{n} task", "{n} tasks", n)
