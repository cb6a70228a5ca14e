"""The visitor's sentence and its translation, with lines from each written word to those it looks at."""

from streamlit.delta_generator import DeltaGenerator

from explorer.components.mount import mount
from explorer.engine.runs import Run
from explorer.findings.transformer import sentences
from explorer.findings.transformer.alignment import (
    Looks,
    aligned,
    clearest,
    fact,
    no_dictionary,
    picture,
    strongest_look,
    whose,
)
from explorer.findings.transformer.translation import Translation, best
from explorer.session.sticky import sticky
from explorer.text.units import Unit
from explorer.views import say
from explorer.views.scope import Scope
from explorer.views.sentence import sentence
from explorer.views.transformer.asking import ask, put
from explorer.words import _
from explorer.words.sentences import joined

UNITS: tuple[Unit, ...] = ("word", "token")


def show(run: Run, scope: Scope) -> None:
    asked, row = ask(run, scope)
    translation = best(asked)
    unit, looks = _settings(translation, row, scope)
    found = aligned(translation, looks, unit)
    mount(scope.key("alignment"), picture(translation, found))
    sentence(joined(fact(found), strongest_look(found)), key=scope.key("alignment-fact"), strong=True)
    say.caption(whose(looks, is_clearest=looks == clearest(translation, unit)))
    sentence(no_dictionary(found), key=scope.key("alignment-limit"))
    offered = sentences.cards(asked.text, asked.model)
    mount(scope.key("alignment-cards"), offered, card=lambda card: put(run, offered.cards[card].prompt, asked))


def _settings(translation: Translation, row: DeltaGenerator, scope: Scope) -> tuple[Unit, Looks]:
    names = {"word": _("Word by word"), "token": _("Token by token")}
    unit = row.segmented_control(
        _("Unit"),
        UNITS,
        format_func=lambda unit: names[unit],
        required=True,
        **sticky(scope.key("alignment-unit"), "word"),
    )
    shape = translation.model.shape
    layers = range(shape.n_decoder_layers)
    heads = [Looks(layer, head) for layer in layers for head in range(shape.n_decoder_heads)]
    every = [None, *(Looks(layer) for layer in layers), *heads]
    chosen = row.selectbox(
        _("Whose looks"),
        range(len(every)),
        format_func=lambda n: _name(every[n]),
        width=190,
        **sticky(scope.key("alignment-looks"), 0, among=range(len(every))),
    )
    return unit, every[chosen] or clearest(translation, unit)


def _name(looks: Looks | None) -> str:
    if looks is None:
        return _("The clearest head")
    if looks.head is None:
        return _("Layer {layer}, all heads", layer=looks.layer + 1)
    return _("Layer {layer}, head {head}", layer=looks.layer + 1, head=looks.head + 1)
