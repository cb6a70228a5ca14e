"""The run in five sentences, each a way into its step's page; and other prompts to try."""

import streamlit as st

from explorer.components.prompt_cards import Card, prompt_cards
from explorer.components.sentence import sentence
from explorer.components.walk import walk
from explorer.ui import frame, state
from explorer.ui.examples import examples
from explorer.ui.here import LANGUAGES
from explorer.ui.home.walk import conclusion, steps
from explorer.ui.runs import Run
from explorer.ui.words import _, language


def show(run: Run) -> None:
    walk(
        steps(run),
        key="home-walk",
        label=_("The five steps of this run"),
        open=_("Open this step's page"),
        on_page=frame.go,
    )
    sentence(conclusion(run), key="home-conclusion", strong=True)
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
