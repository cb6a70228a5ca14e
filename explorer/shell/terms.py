"""The words that newcomers do not know: what each means, and the way to where it can be seen."""

from explorer.components.frame.terms import Terms, Told
from explorer.components.mount import mount
from explorer.session.here import Here
from explorer.views.term_places import lead, places
from explorer.words import language
from explorer.words.glossary import pattern, spellings, terms


def show_terms(here: Here) -> None:
    """Nothing that is seen by itself: whichever word is pointed at gets its sentence."""
    mount("terms", told(here), lead=lead)


def told(here: Here) -> Terms:
    lang = language()
    return Terms(
        told={slug: Told(terms(lang)[slug].says, place.seen, place.href) for slug, place in places(here).items()},
        spellings=spellings(lang),
        pattern=pattern(lang),
    )
