"""Facts about BERT."""

from explorer.views.scope import Scope


def sources(scope: Scope) -> None:
    """To come."""
