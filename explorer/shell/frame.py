"""What stands above every page: the way home, the prompt, examples, settings, languages, and the spine."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import streamlit as st

from explorer.components.frame.prompt_box import PromptBox
from explorer.components.frame.theme import show_in
from explorer.components.mount import mount
from explorer.engine import model_store
from explorer.engine.taught import is_own, taught
from explorer.models.catalogue import PRECISIONS, available, comes_along, hub_allowed, in_precision, precision_of
from explorer.models.own_models import own_models
from explorer.session import housekeeping, player, state
from explorer.session.edits_link import carried
from explorer.session.here import LANGUAGES, THEMES, Here
from explorer.shell import style
from explorer.shell.picture import show_picture
from explorer.shell.spine import show_spine
from explorer.shell.stage import show_stage
from explorer.shell.terms import show_terms
from explorer.shell.tour import show_tour
from explorer.shell.workshop import show_workshop
from explorer.views import say
from explorer.views.registry import PAGES, WINGS
from explorer.views.scenes import open_link
from explorer.views.tasks import keep_to, working
from explorer.views.touring import arrive
from explorer.views.training_steps import show_steps
from explorer.words import _, explain, ngettext, translated
from explorer.words.edits import changes
from explorer.words.examples import examples
from explorer.words.literal import literal
from explorer.words.origin import about_origin
from explorer.words.sentences import joined

if TYPE_CHECKING:
    from explorer.models.model import Model

Pages = dict[str, Any]

NAMED = 5
"""Parameters of a link that are named when they were left out."""


def pages() -> dict[str, dict[str, Any]]:
    """Every page's title and address, in the registry's order."""
    home, *others = PAGES
    first = {home.slug: {"title": "LLM Explorer", "default": True}}
    return first | {
        page.slug: {"title": f"{translated(page.name)} · LLM Explorer", "url_path": page.slug} for page in others
    }


def show(here: Here, pages: Pages, page: str) -> None:
    """Draw the frame of `page`; clicks in the spine go to `pages`."""
    housekeeping.somebody_asks()
    style.apply()
    if page != "output":
        player.pause()
    show_in(here.theme, here.lang)
    workshop = working(here)
    if workshop is not None:
        keep_to(workshop, here, page)
    else:
        open_link(here, page)
        arrive(here)
    asked = st.session_state.pop("goto", None)
    if asked in tuple(pages):
        # With its parameters the new address is one entry of the browser's history, not three.
        st.switch_page(pages[asked], query_params=st.query_params.to_dict())
    show_terms(here)
    if workshop is not None:
        show_workshop(workshop, here)
        return
    run = state.run_or_none()
    _top_row(here, pages, page)
    show_spine(here, run, page)
    show_stage(here, run, page)
    show_tour(here, page)
    show_steps(here, page)
    show_picture(run, page)
    _edits(here)
    if state.lost():
        say.warning(
            _(
                "This link's text was too long for a link: it stayed in the browser tab in which it was typed, so an "
                "example is shown instead."
            )
        )
    ignored = state.ignored()
    if ignored:
        say.warning(_left_out(ignored))


def _left_out(names: Sequence[str]) -> str:
    """What of the link was ignored, the first few by name: there may be thousands."""
    said = ", ".join(literal(name[:40]) for name in names[:NAMED]) + (" …" if len(names) > NAMED else "")
    return ngettext(
        "{n} parameter of the link makes no sense here and was left out: {names}",
        "{n} parameters of the link make no sense here and were left out: {names}",
        len(names),
        names=said,
    )


def _top_row(here: Here, pages: Pages, page: str) -> None:
    row = st.container(key="top_row", horizontal=True, vertical_alignment="center")
    with row:
        st.page_link(pages["home"], label="**LLM Explorer**", width="content")
        with st.container(key="prompt"):
            box = PromptBox(
                prompt=here.prompt,
                label=_("Prompt"),
                placeholder=_("Type a sentence, in any language"),
                button=_("Run"),
                hint=_("Enter runs the prompt, Shift+Enter begins a new line"),
                keep=state.beyond(),
                wanted=state.wanted(),
            )
            mount(
                "prompt_box",
                box,
                prompt_run=lambda text: state.change(prompt=text),
                kept=state.bring_back,
                nothing_kept=lambda sent: state.nothing_kept(),
            )
        with st.popover(_("Examples"), width="content"):
            _examples(here)
        for wing in WINGS:
            with st.popover(translated(wing), width="content"):
                _wing(wing, pages)
        with st.popover(_("Settings"), width="content"):
            _settings(here)
        _to_stage()
        _language(here)


def _examples(here: Here) -> None:
    for lang in sorted(LANGUAGES, key=lambda lang: lang != here.lang):
        for n, example in enumerate(examples(lang, here.model)):
            st.button(
                example.shows[here.lang],
                key=f"example-{lang}-{n}",
                width="stretch",
                on_click=state.open_example,
                args=(example,),
            )


def _wing(wing: str, pages: Pages) -> None:
    """The ways to its pages; Streamlit marks the one on screen."""
    with st.container(gap="xsmall"):
        for page in WINGS[wing]:
            st.page_link(pages[page.slug], label=translated(page.name))


def _settings(here: Here) -> None:
    """What can be chosen; of a model also where it has no run, for a setting may be the reason."""
    model = model_store.loaded(here.model)
    offered = [*taught.names(), *(entry.name for entry in available())]
    named = in_precision(here.model, "float32")
    st.session_state["model"] = named
    st.selectbox(
        _("Model"),
        offered if named in offered else [named, *offered],
        key="model",
        accept_new_options=hub_allowed(),
        on_change=lambda: state.change(model=st.session_state["model"]),
    )
    why = own_models().why
    if why is not None:
        say.warning(explain(why, quote=literal))
    if not is_own(named) and not (comes_along(named) and named == here.model):
        _precision(here)
    if model is not None:
        say.caption(_about(model))
        say.caption(joined(*about_origin(model)))
        if model.chat_template is not None:
            _as_message(here)
    st.session_state["theme"] = here.theme or st.context.theme.type or "light"
    st.segmented_control(
        _("Theme"),
        THEMES,
        key="theme",
        required=True,
        format_func=lambda theme: {"light": _("Light"), "dark": _("Dark")}[theme],
        on_change=lambda: state.change(theme=st.session_state["theme"]),
    )


def _precision(here: Here) -> None:
    """For models that people bring along: the embedded ones are small."""
    st.session_state["precision"] = precision_of(here.model)
    st.segmented_control(
        _("Precision"),
        PRECISIONS,
        key="precision",
        required=True,
        help=_(
            "float32 is how the explorer computes. bfloat16 takes half the memory, so that larger models fit, and "
            "keeps two to three digits of each number."
        ),
        on_change=lambda: state.change(model=in_precision(here.model, st.session_state["precision"])),
    )


def _as_message(here: Here) -> None:
    st.session_state["chat"] = here.chat
    st.toggle(
        _("Prompt as a message"),
        key="chat",
        help=_(
            "On: the model gets the prompt as a user's message, in its chat template. Off: as a text to go on with."
        ),
        on_change=lambda: state.change(chat=st.session_state["chat"]),
    )


def _about(model: "Model") -> str:
    shape = model.shape
    return _(
        "{n} parameters: {n_layers} layers × {n_heads} heads, {d_model} wide, {n_vocab} tokens in the vocabulary, "
        "{n_ctx} in the context",
        n=f"{model.n_parameters:,}",
        n_layers=shape.n_layers,
        n_heads=shape.n_heads,
        d_model=shape.d_model,
        n_vocab=f"{shape.n_vocab:,}",
        n_ctx=f"{shape.n_ctx:,}",
    )


def _to_stage() -> None:
    st.button(
        _("Stage"),
        key="to_stage",
        icon=":material/slideshow:",
        help=_("This view as a slide: key P"),
        on_click=state.change,
        kwargs={"stage": True},
    )


def _language(here: Here) -> None:
    st.session_state["lang"] = here.lang
    st.segmented_control(
        "Language / 言語",
        LANGUAGES,
        key="lang",
        required=True,
        label_visibility="collapsed",
        format_func={"ja": "日本語", "en": "English"}.__getitem__,
        on_change=lambda: state.change(lang=st.session_state["lang"]),
    )


def _edits(here: Here) -> None:
    """What is changed inside the model, and the way back."""
    if not here.edits:
        return
    with st.container(key="edits", horizontal=True, vertical_alignment="center"):
        say.markdown(changes(here.edits), width="content")
        st.button(_("Remove"), key="remove_edits", on_click=state.change, kwargs={"edits": ()})
    if not carried(here.edits):
        say.caption(_("No link can carry these numbers: they last as long as your visit."))
