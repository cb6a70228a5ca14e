"""A quiet line of what is published of BERT, with its sources."""

from explorer.findings.bert.facts import lines
from explorer.views import say


def sources() -> None:
    first, *rest, where = lines()
    say.caption(" ".join([first, *rest]))
    say.caption(where)
