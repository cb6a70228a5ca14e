"""The run in five sentences, each a way into its step's page; and other prompts to try."""

from urllib.parse import urlencode

import streamlit as st

from explorer.components.mount import mount
from explorer.components.text.prompt_cards import Card, PromptCards
from explorer.engine.runs import Run
from explorer.findings.home.walk import Door, conclusion, walk
from explorer.session import state
from explorer.session.here import LANGUAGES
from explorer.session.link import to_params
from explorer.views import registry, say
from explorer.views.door import door
from explorer.views.scope import Scope
from explorer.views.sentence import sentence
from explorer.views.tour_offer import show_offer
from explorer.views.why_drawn import why_drawn
from explorer.words import _, language, translated
from explorer.words.examples import Example, examples
from explorer.words.literal import literal
from explorer.words.origin import about_origin
from explorer.words.sentences import joined


def show(run: Run, scope: Scope) -> None:
    show_offer(scope)
    mount(scope.key("home-walk"), walk(run, doors()), page=state.go)
    say.signs(run)
    if run.model.causal:
        why_drawn(run, run.pipeline.probs, run.generation.step, run.next_id, scope)
    sentence(conclusion(run), key=scope.key("home-conclusion"), strong=True)
    origin = about_origin(run.model)
    if origin:
        say.caption(joined(_("This is {model}.", model=literal(run.model.name)), *origin))
    say.header(_("Try another prompt"), anchor=False)
    offered = prompts()
    cards = PromptCards(
        cards=tuple(Card(one.prompt, one.shows[language()], one.lang) for one in offered),
        label=_("Try another prompt"),
        now=run.question.prompt,
    )
    mount(scope.key("home-prompts"), cards, card=lambda card: state.open_example(offered[card]))
    _wings(scope)


def _wings(scope: Scope) -> None:
    """The pages beside the steps, in a quiet row for each wing."""
    for wing, pages in registry.WINGS.items():
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            say.caption(_("Beside the steps: {wing}", wing=translated(wing)), width="content")
            for page in pages:
                door(page.slug, translated(page.name), key=scope.key(f"home-wing-{page.slug}"))


def doors() -> list[Door]:
    """The five pages, with this very place in their addresses."""
    here = state.current()
    params = urlencode(to_params(here, state.default(here.lang)))
    return [Door(step.slug, step.number, translated(step.name), f"{step.slug}?{params}") for step in registry.STEPS]


def prompts() -> list[Example]:
    """The model's examples, those in the reader's language first."""
    order = sorted(LANGUAGES, key=lambda lang: lang != language())
    return [example for lang in order for example in examples(lang, state.current().model)]
