"""All words, each with its sentence and the way to where it is seen."""

from explorer.components.mount import mount
from explorer.engine.runs import Run
from explorer.findings.glossary.groups import glossary
from explorer.session import state
from explorer.views.scope import Scope
from explorer.views.term_places import lead, places


def show(run: Run, scope: Scope) -> None:
    mount(scope.key("glossary"), glossary(places(state.current())), lead=lead)
