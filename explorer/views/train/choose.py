"""What is to be trained, as the visitor has chosen it: a preset, or settings of their own."""

from typing import Any

import streamlit as st

from explorer.findings.train import settings
from explorer.findings.train.presets import Preset, preset, presets
from explorer.models.training.order import CONTEXTS, CUTS, HEADS, LAYERS, LONGEST_TEXT, RATES, WIDTHS, Order
from explorer.session.sticky import sticky
from explorer.views import say
from explorer.views.scope import Scope
from explorer.words import _

FIELDS = (*settings.NAMES, "pasted")


def choose(scope: Scope, *, locked: bool) -> Order:
    """An order. Refused where it cannot be done. locked: nothing can be chosen now."""
    picked = _pick_preset(scope, locked=locked)
    chosen: dict[str, Any] = {field: getattr(picked.order, field) for field in FIELDS}
    chosen |= {field: wish for field in FIELDS if (wish := _wish(field, scope)) is not None}
    with st.popover(_("Text"), icon=":material/menu_book:", disabled=locked, width="content"):
        _text(chosen, scope)
    with st.popover(_("Model"), icon=":material/tune:", disabled=locked, width="content"):
        _sizes(chosen, scope)
    pasted = chosen.pop("pasted")
    return Order(**chosen, pasted="" if chosen["text"] else pasted, batch=picked.order.batch)


def _wish(field: str, scope: Scope) -> Any:
    return st.session_state.get(f"{scope.key(f'train_{field}')}_kept")


def _pick_preset(scope: Scope, *, locked: bool) -> Preset:
    names = {one.slug: one.title for one in presets()}
    key = scope.key("train_preset")
    look = sticky(key, next(iter(names)), among=names)
    picked = st.segmented_control(
        _("What is to be seen"),
        list(names),
        format_func=names.__getitem__,
        required=True,
        label_visibility="collapsed",
        width="content",
        disabled=locked,
        **look | {"on_change": _preset_chosen, "args": (scope,)},
    )
    return preset(picked)


def _preset_chosen(scope: Scope) -> None:
    """Its settings are those of the widgets from now on."""
    session, key = st.session_state, scope.key("train_preset")
    session[f"{key}_kept"] = session[key]
    for field in FIELDS:
        session.pop(f"{scope.key(f'train_{field}')}_kept", None)


def _text(chosen: dict[str, Any], scope: Scope) -> None:
    _select("text", list(settings.TEXT_NAMES), settings.text_name, chosen, scope)
    if chosen["text"] == settings.OWN:
        key = scope.key("train_pasted")
        label = _("Paste a text: the more, the better")
        wish = st.text_area(label, height=160, max_chars=LONGEST_TEXT, **sticky(key, chosen["pasted"]))
        chosen["pasted"] = wish or ""
        say.caption(_("It stays on this server while it is learned from; nobody else sees it."))
    _select("characters", list(settings.PARTS), settings.part_name, chosen, scope)
    chosen["cut"] = (
        st.segmented_control(
            settings.name("cut"),
            CUTS,
            format_func=settings.cut_name,
            required=True,
            **sticky(scope.key("train_cut"), chosen["cut"], among=CUTS),
        )
        or chosen["cut"]
    )


def _select(field: str, options: list[Any], written: Any, chosen: dict[str, Any], scope: Scope) -> None:
    look = sticky(scope.key(f"train_{field}"), chosen[field], among=options)
    wish = st.selectbox(settings.name(field), options, format_func=written, **look)
    chosen[field] = chosen[field] if wish is None else wish


def _sizes(chosen: dict[str, Any], scope: Scope) -> None:
    left, right = st.columns(2, gap="medium")
    offered = {
        "n_layers": LAYERS,
        "n_heads": HEADS,
        "d_model": WIDTHS,
        "n_ctx": CONTEXTS,
        "rate": RATES,
        "steps": settings.STEPS,
    }
    for n, (field, options) in enumerate(offered.items()):
        with left if n % 2 == 0 else right:
            _slide(field, options, chosen, scope)


def _slide(field: str, options: tuple[Any, ...], chosen: dict[str, Any], scope: Scope) -> None:
    chosen[field] = st.select_slider(
        settings.name(field),
        options,
        format_func="{:g}".format,
        **sticky(scope.key(f"train_{field}"), chosen[field], among=options),
    )
