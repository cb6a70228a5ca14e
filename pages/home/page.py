import streamlit as st

from explorer.components.prompt_cards import Card, prompt_cards
from explorer.components.sentence import sentence
from explorer.components.theme import shown
from explorer.components.timeline import timeline
from explorer.components.walk import walk
from explorer.ui import frame, sizes, state
from explorer.ui.examples import examples
from explorer.ui.here import LANGUAGES
from explorer.ui.history import history
from explorer.ui.home import two_stages, whole_pass
from explorer.ui.learning import exercise
from explorer.ui.page import current_run, opening
from explorer.ui.views import chosen
from explorer.ui.walk import conclusion, steps
from explorer.ui.words import _, language
from explorer.view.palette import palette
from explorer.view.sizes import sizes as to_scale


def the_walk() -> None:
    walk(
        steps(run),
        key="home-walk",
        label=_("The five steps of this run"),
        open=_("Open this step's page"),
        on_page=frame.go,
    )
    sentence(conclusion(run), key="home-conclusion", strong=True)


def prompts() -> None:
    st.header(_("Try another prompt"), anchor=False)
    order = sorted(LANGUAGES, key=lambda lang: lang != language())
    cards = [Card(example.prompt, example.shows, example.lang) for lang in order for example in examples(lang)]
    prompt_cards(
        cards,
        key="home-prompts",
        label=_("Try another prompt"),
        now=run.here.prompt,
        on_prompt=lambda prompt: state.change(prompt=prompt),
    )


def large() -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute"):
        st.header(_("“Large” means that three things were made large"), anchor=False, width="content")
        log = sizes.pick_scale() == "log"
    own = sizes.own_size(run)
    told = {
        "data": (_("Data"), _("the text that it learned from")),
        "compute": (_("Compute"), _("floating-point operations of its training")),
        "parameters": (_("Parameters"), _("the numbers that learning adjusts")),
    }
    for column, (quantity, (name, meaning)) in zip(st.columns(3, gap="medium"), told.items(), strict=True):
        column.markdown(f"**{name}**: {meaning}")
        rows = sizes.rows(own, quantity)
        figure = to_scale(rows, palette(shown()), log=log, ticks=sizes.ticks(quantity, log=log))
        column.plotly_chart(
            figure,
            key=f"home-{quantity}",
            alt=f"{name}: " + "; ".join(f"{row.name}, {row.label}" for row in rows),
            config={"displayModeBar": False},
        )
    sentence(sizes.how_small(own), key="home-small", strong=True)
    st.markdown(
        _(
            "The **scaling law** (Kaplan et al. 2020) ties the three together: as long as none of them holds the "
            "others back, the error in predicting the next token falls by a power law in data, compute and parameters, "
            "smoothly enough to be forecast before training."
        )
    )


def learning() -> None:
    st.header(_("Learned from raw text, not from labels"), anchor=False)
    sentence(exercise(run), key="home-learning")


def past() -> None:
    st.header(_("How it came to this"), anchor=False)
    timeline(history(), key="home-timeline", label=_("How it came to this"))


def show(view: str) -> None:
    if view == "steps":
        the_walk()
        prompts()
    elif view == "one-pass":
        whole_pass.show(run)
    elif view == "two-stages":
        learning()
        two_stages.show(run)
    else:
        large()
        past()


opening(__file__)
run = current_run()
show(
    chosen(
        {
            "steps": _("Five steps"),
            "one-pass": _("One pass, animated"),
            "two-stages": _("How it learns"),
            "large": _("What “large” means"),
        }
    )
)
