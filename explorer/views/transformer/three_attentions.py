"""The encoder's own attention, the decoder's own, and the one between them, side by side."""

from streamlit.delta_generator import DeltaGenerator

from explorer.components.mount import mount
from explorer.engine.runs import Run
from explorer.findings.transformer.three_attentions import Head, finding, n_heads, n_layers, picture
from explorer.findings.transformer.translation import Translation, best
from explorer.session.sticky import sticky
from explorer.views.scope import Scope
from explorer.views.sentence import sentence
from explorer.views.transformer.asking import ask
from explorer.words import _


def show(run: Run, scope: Scope) -> None:
    asked, row = ask(run, scope)
    translation = best(asked)
    mount(scope.key("three-attentions"), picture(translation, _head(translation, row, scope)))
    sentence(finding(translation), key=scope.key("three-attentions-finding"), strong=True)


def _head(translation: Translation, row: DeltaGenerator, scope: Scope) -> Head:
    layers, heads = range(n_layers(translation)), range(n_heads(translation))
    layer = row.selectbox(
        _("Layer"),
        layers,
        format_func=lambda layer: _("Layer {layer}", layer=layer + 1),
        width=120,
        **sticky(scope.key("three-layer"), min(1, layers[-1]), among=layers),
    )
    head = row.selectbox(
        _("Head"),
        heads,
        format_func=lambda head: _("Head {head}", head=head + 1),
        width=120,
        **sticky(scope.key("three-head"), 0, among=heads),
    )
    return Head(layer, head)
