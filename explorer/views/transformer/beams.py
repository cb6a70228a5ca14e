"""Beam search on the translation: what was kept, what was given up, and what it gained over greedy decoding."""

from explorer.components.mount import mount
from explorer.engine.runs import Run
from explorer.figures.numbers import setting
from explorer.findings.transformer.beams import PENALTIES, WIDTHS, finding, how, picture, search
from explorer.session.sticky import sticky
from explorer.views import say
from explorer.views.scope import Scope
from explorer.views.sentence import sentence
from explorer.views.transformer.asking import ask
from explorer.words import _


def show(run: Run, scope: Scope) -> None:
    asked, row = ask(run, scope)
    beams = row.selectbox(_("Beams"), WIDTHS, width=90, **sticky(scope.key("beams-width"), 3))
    penalty = row.select_slider(
        _("Length penalty"),
        PENALTIES,
        format_func=setting,
        width=180,
        **sticky(scope.key("beams-penalty"), 1.0),
    )
    found = search(asked, beams, penalty)
    mount(scope.key("beams-tree"), picture(found))
    sentence(finding(found), key=scope.key("beams-finding"), strong=True)
    say.caption(how(found))
