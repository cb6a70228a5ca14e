"""A talk's scenes as slides: what each says, and the keys."""

from explorer.components.frame.stage import KeyName, Labels, Stage
from explorer.talks.talk import Talk
from explorer.words import _


def slide(talk: Talk, n: int, lang: str, *, on: bool) -> Stage:
    """What scene `n` of a talk says on the stage; a scene without a title of its own has none here."""
    scene = talk.scenes[n]
    texts = (scene.title, scene.plain, scene.technical, scene.notes)
    title, plain, technical, notes = (text.said(lang) for text in texts)
    return Stage(
        on=on,
        place=f"{talk.slug}/{n}/{scene.page}",
        title=title,
        page="",
        words=plain,
        technical=technical,
        shows="",
        notes=notes,
        count=f"{n + 1} / {len(talk.scenes)}",
        before=_title(talk, n - 1, lang),
        after=_title(talk, n + 1, lang),
        reveal=scene.reveal,
        labels=labels(),
    )


def _title(talk: Talk, n: int, lang: str) -> str:
    return talk.scenes[n].title.said(lang) if 0 <= n < len(talk.scenes) else ""


def labels() -> Labels:
    return Labels(
        keys=_("Keys on the stage"),
        hint=_("→ shows more, Esc leaves, ? lists the keys"),
        notes=_("Notes"),
        next=_("Next"),
        begun=_("{minutes} since the beginning", minutes="{minutes}"),
        last=_("This is the last scene."),
        first=_("This is the first scene."),
        offline=_(
            "The connection is lost: what is on screen can still be stepped through, another scene cannot be opened."
        ),
        blocked=_("The browser let no second window open for the notes: allow pop-ups for this address."),
        no_player=_("Nothing is played on this page."),
        list=key_rows(),
    )


def key_rows() -> tuple[KeyName, ...]:
    return (
        KeyName("P", _("makes any view a slide")),
        KeyName(_("→ · PageDown"), _("the next part of the picture, then the next picture, then the next scene")),
        KeyName(_("← · PageUp"), _("back")),
        KeyName("Home · End", _("the picture's first part; the whole picture")),
        KeyName(_("Space"), _("plays and pauses what the model writes, where the page has a player")),
        KeyName("T", _("plain words, or technical ones, where a scene has both")),
        KeyName("E", _("changes the prompt")),
        KeyName("F", _("full screen")),
        KeyName("N", _("notes, clock and the next scene in a window of their own")),
        KeyName("B · .", _("a black screen, and back")),
        KeyName("L", _("a dot of light that follows the pointer")),
        KeyName("?", _("this list")),
        KeyName("Esc", _("leaves the stage, for the page with its controls; P comes back")),
    )
