"""The vectors that a token begins with, and where its own lies among all of the vocabulary's."""

from explorer.components.mount import mount
from explorer.engine.runs import Run
from explorer.findings.tokens import embedding
from explorer.findings.tokens.vectors import lengths
from explorer.views import say
from explorer.views.scope import Scope
from explorer.views.sentence import sentence
from explorer.views.strip import strip
from explorer.views.tokens.vocabulary_map import show_map
from explorer.words import _


def show(run: Run, scope: Scope) -> None:
    """Token, position and sum; then the map."""
    strip(run, scope, key="tokens-line")
    say.subheader(_("Token vector and position vector"), anchor=False)
    mount(scope.key("features_embedding"), embedding.vector_sum(run))
    say.caption(embedding.origin(run))
    sentence(lengths(run), key=scope.key("vectors-lengths"))
    show_map(run, scope)
