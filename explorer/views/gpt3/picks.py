"""Pair after pair: which answer is better? By a click, or by the keys 1 and 2."""

import streamlit as st

from explorer.engine.preferences import Pair
from explorer.errors import Refused
from explorer.findings.gpt3 import preferences
from explorer.models.tuning.lessons import Example
from explorer.views import say
from explorer.views.scope import Scope
from explorer.words import _, explain
from explorer.words.literal import literal

PICKS, OWN = "preference_picks", "preference_pairs"
"""Where the session keeps them."""

MOST_OWN = 10


def of(model: str, pairs: tuple[Pair, ...]) -> dict[int, int]:
    """By a pair's place, which answer is better (0 or 1)."""
    kept: dict[Pair, int] = st.session_state.setdefault(PICKS, {}).get(model, {})
    return {at: kept[pair] for at, pair in enumerate(pairs) if pair in kept}


def ask(model: str, pairs: tuple[Pair, ...], chosen: dict[int, int], scope: Scope) -> None:
    """The first pair that nobody has picked from; then how many there are."""
    left = [at for at in range(len(pairs)) if at not in chosen][: max(0, preferences.MOST_PICKS - len(chosen))]
    if left:
        _pair(model, pairs[left[0]], scope)
    row = st.container(horizontal=True, vertical_alignment="center")
    with row:
        say.caption(
            _(
                "{n} picked; {least} to {most} are worth a try.",
                n=len(chosen),
                least=preferences.FEWEST_PICKS,
                most=preferences.MOST_PICKS,
            ),
            width="content",
        )
        if left:
            st.button(
                _("Always the shorter one"),
                key=scope.key("pick_shorter"),
                on_click=_all_shorter,
                args=(model, pairs, left),
            )
        if chosen:
            st.button(_("Begin again"), key=scope.key("pick_none"), on_click=again, args=(model,))


def _pair(model: str, pair: Pair, scope: Scope) -> None:
    say.markdown(_("Asked: **{question}** Which answer is better?", question=literal(pair.question)))
    for n, (column, text) in enumerate(zip(st.columns(2, gap="medium"), (pair.chosen, pair.rejected), strict=True)):
        with column.container(border=True):
            st.text(text)
            st.button(
                _("This one is better"),
                key=scope.key(f"pick_{n}"),
                shortcut=str(n + 1),
                width="stretch",
                on_click=_pick,
                args=(model, pair, n),
            )


def _pick(model: str, pair: Pair, better: int) -> None:
    st.session_state[PICKS].setdefault(model, {})[pair] = better


def _all_shorter(model: str, pairs: tuple[Pair, ...], left: list[int]) -> None:
    """A wish that everybody can check, for whoever wants to see what it comes to at once; every fourth pair is left
    out, so that there are some to see it in."""
    for n, at in enumerate(left, start=1):
        if n % 4:
            _pick(model, pairs[at], preferences.shorter(pairs[at]))


def again(model: str) -> None:
    st.session_state.setdefault(PICKS, {}).pop(model, None)


def own() -> tuple[Pair, ...]:
    """The visitor's own pairs."""
    return st.session_state.setdefault(OWN, ())


def typed(scope: Scope) -> None:
    """Room for one more pair of their own."""
    with st.expander(_("A pair of your own"), icon=":material/edit_note:"):
        question, better, other = (
            st.text_input(label, key=scope.key(f"pair_{name}"), max_chars=300)
            for name, label in (("question", _("Question")), ("one", _("One answer")), ("other", _("Another answer")))
        )
        full = all(text.strip() for text in (question, better, other))
        st.button(
            _("Add it"),
            key=scope.key("pair_add"),
            disabled=not full or len(own()) >= MOST_OWN,
            on_click=_add,
            args=(question, better, other),
        )


def _add(question: str, one: str, other: str) -> None:
    try:
        first, second = Example(question.strip(), one.strip()), Example(question.strip(), other.strip())
    except Refused as refused:
        st.error(explain(refused, quote=literal))
        return
    pair = Pair(first.question, first.answer, second.answer)
    st.session_state[OWN] = tuple(dict.fromkeys((pair, *st.session_state[OWN])))
