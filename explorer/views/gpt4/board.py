"""The board, and what is asked of the picture on it; both views of pictures have them."""

import streamlit as st

from explorer.components.mount import mount
from explorer.engine.runs import Run
from explorer.findings.gpt4.answers import MODEL
from explorer.findings.gpt4.board import START, another, canvas, offered, photo
from explorer.models.catalogue import EMBEDDED
from explorer.pictures.drawing import Shown
from explorer.pictures.picture import Picture
from explorer.session import pictures
from explorer.views import say
from explorer.views.scope import Scope
from explorer.words import _, language


def there() -> bool:
    """Whether the model that sees is; where not, the page says so."""
    if any(entry.name == MODEL for entry in EMBEDDED):
        return True
    say.info(_("{model} is not among the models here, so there is nothing to look at.", model=MODEL))
    return False


def sees(run: Run) -> bool:
    """Whether the visitor's run is of a model that sees: then the board and the prompt are its own."""
    return run.question.model == MODEL


def board(run: Run, scope: Scope) -> Shown:
    """Draw it, and give what is on it."""
    shown, own = pictures.shown(START), sees(run)
    mount(
        scope.key("picture-canvas"),
        canvas(shown, pictures.shapes(START)),
        placed=lambda shapes: pictures.show(Picture(shapes), sees=own),
        another=lambda _asked: pictures.show(another(pictures.next_seed()), sees=own),
        file=lambda sent: pictures.show(photo(sent), sees=own),
        back=lambda _asked: pictures.show(pictures.shapes(START), sees=own),
    )
    return shown


def question(run: Run, shown: Shown, scope: Scope) -> str:
    """The questions that are offered, a place for one's own, and which is asked."""
    own, some = sees(run), offered(shown, language())
    asked = pictures.asked(some[0].question, sees=own)
    pill, box = scope.key("picture-offered"), scope.key("picture-own")
    known = [one.question for one in some]
    st.session_state[pill] = asked if asked in known else None
    st.pills(
        _("Questions"),
        known,
        key=pill,
        wrap=True,
        label_visibility="collapsed",
        on_change=lambda: pictures.ask(st.session_state[pill] or asked, sees=own),
    )
    if st.session_state.get(box) != asked:
        st.session_state[box] = asked
    st.text_input(
        _("Ask about the picture"),
        key=box,
        label_visibility="collapsed",
        on_change=lambda: pictures.ask(st.session_state[box].strip() or asked, sees=own),
    )
    return asked
