"""The signs in tokens that stand for what cannot be seen: a space, a line break, a tab, bytes of a character."""

import re

from explorer.engine.runs import Run
from explorer.words import _, language
from explorer.words.glossary import ANCHOR, terms

_BYTES = re.compile(r"‹[0-9A-F]{2}( [0-9A-F]{2})*›")


def signs(run: Run) -> str:
    """As Markdown, each with what it stands for and the way to its sentence; "" where no token of the run has one."""
    met = [term for term in terms(language()).values() if term.sign and _stands(term.sign, run)]
    said = " · ".join(f"[{term.sign} {term.short}]({ANCHOR}{term.slug})" for term in met)
    return _("Signs in tokens: {signs}", signs=said) if met else ""


def _stands(sign: str, run: Run) -> bool:
    texts = [token.text for token in run.tokens if not token.special]
    return any(_BYTES.search(text) if sign.startswith("‹") else sign in text for text in texts)
