"""The run in five sentences, each a way into its step's page; and other prompts to try."""

import streamlit as st

from explorer.components.frame.walk import walk
from explorer.components.text.prompt_cards import Card, prompt_cards
from explorer.engine.runs import Run
from explorer.session import state
from explorer.session.here import LANGUAGES
from explorer.views.home.walk import conclusion, steps
from explorer.views.sentence import sentence
from explorer.words import _, language
from explorer.words.examples import examples


def show(run: Run) -> None:
    walk(
        steps(run, state.current()),
        key="home-walk",
        label=_("The five steps of this run"),
        open=_("Open this step's page"),
        on_page=state.go,
    )
    sentence(conclusion(run), key="home-conclusion", strong=True)
    st.header(_("Try another prompt"), anchor=False)
    order = sorted(LANGUAGES, key=lambda lang: lang != language())
    cards = [Card(example.prompt, example.shows, example.lang) for lang in order for example in examples(lang)]
    prompt_cards(
        cards,
        key="home-prompts",
        label=_("Try another prompt"),
        now=run.question.prompt,
        on_prompt=lambda prompt: state.change(prompt=prompt),
    )
