"""A workshop in place of the frame: the task, and nothing else around its view."""

from explorer.components.frame.workshop import Labels, Task, Workshop
from explorer.components.mount import mount
from explorer.session.here import Here
from explorer.shell import style
from explorer.talks import workshop as talks
from explorer.talks.talk import Scene
from explorer.views.tasks import leave, turn_to
from explorer.words import _

LONGEST = 2_000
"""Characters of an answer, which is a line or two."""


def show_workshop(workshop: talks.Workshop, here: Here) -> None:
    style.apply("workshop")
    mount("workshop", panel(workshop, here), turn=lambda n: turn_to(workshop, n), leave=lambda sent: leave())


def panel(workshop: talks.Workshop, here: Here) -> Workshop:
    walk = workshop.walk
    pairs = zip(walk.scenes, workshop.questions, strict=True)
    return Workshop(
        slug=workshop.slug,
        title=walk.title.said(here.lang),
        tasks=tuple(_task(scene, question, here.lang) for scene, question in pairs),
        now=here.scene,
        longest=LONGEST,
        labels=labels(),
    )


def _task(scene: Scene, question: talks.Question, lang: str) -> Task:
    texts = (scene.title, scene.plain, question.ask, question.hint)
    return Task(*(text.said(lang) for text in texts))


def labels() -> Labels:
    return Labels(
        count=_("Task {n} of {of}", n="{n}", of="{of}"),
        see=_("I see it"),
        hint=_("Where do I look?"),
        skip=_("Skip"),
        back=_("Back"),
        on=_("Next task"),
        finish=_("To the summary"),
        leave=_("Leave the workshop"),
        write=_("What do you think? A line or two"),
        kept=_("Kept in this browser."),
        unkept=_("This browser keeps nothing: download the summary before you close the page."),
        offline=_("The connection is lost. What you wrote is kept: try again in a moment."),
        summary=_("What you saw and thought"),
        nothing=_("Nothing written."),
        again=_("Back to the tasks"),
        download=_("Download (Markdown)"),
        print=_("Print, or save as PDF"),
        clear=_("Delete my answers"),
        sure=_("Delete them: are you sure?"),
    )
