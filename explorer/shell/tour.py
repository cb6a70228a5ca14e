"""The guided tour's card, wherever somebody is while they take it."""

from explorer.components.frame.tour import SPOTS, Labels, Tour
from explorer.components.mount import mount
from explorer.session import set_aside
from explorer.session.here import Here
from explorer.views import registry
from explorer.views.tour_notice import away, noticed
from explorer.views.touring import scene_of, the_tour, touring, turn, walk
from explorer.words import _, ngettext, translated
from explorer.words.sentences import parts


def show_tour(here: Here, page: str) -> None:
    """Nothing where nobody takes it."""
    if touring(here):
        mount("tour", card(here, page), turn=turn, kept=set_aside.remember)


def card(here: Here, page: str) -> Tour:
    n, own = here.tour, set_aside.params()
    scene, one = scene_of(n), the_tour().tries[n - 1]
    return Tour(
        step=n,
        steps=len(the_tour().tries),
        title=scene.title.said(here.lang),
        words=parts(scene.plain.said(here.lang)),
        learnt=parts(noticed(here, page)),
        note=_("The tour has texts of its own; yours comes back when you leave.") if walk().first else "",
        away=_elsewhere(here) if away(here, page) else "",
        point=SPOTS[one.point],
        see=SPOTS.get(one.see),
        keep=dict(own) if set_aside.known() else None,
        wanted=not set_aside.known(),
        labels=labels(here),
    )


def _elsewhere(here: Here) -> str:
    """Where the step's control is, as somebody has turned to something else."""
    scene = scene_of(here.tour)
    page = registry.page(scene.page)
    view = page.view(scene.params(here.lang)["view"])
    assert view is not None
    if here.model != walk().then.model:
        return _("This step is about the model {model}.", model=walk().then.model)
    place = {"page": translated(page.name), "view": translated(view.label)}
    return _("This step is about the page “{page}”, view “{view}”.", **place)


def labels(here: Here) -> Labels:
    n, steps = here.tour, len(the_tour().tries)
    return Labels(
        tour=_("Guided tour"),
        count=_("{n} of {of}", n=n, of=steps),
        left=ngettext("{n} minute left", "{n} minutes left", the_tour().minutes_from(n - 1, here.lang)),
        back=_("Back"),
        skip=_("Skip"),
        next=_("Next step"),
        finish=_("Finish"),
        leave=_("Leave the tour (Esc)"),
        missing=_("What this step points at is not on screen."),
        bring=_("Back to this step"),
    )
