"""What a view says in Streamlit's own text goes through `say`, which marks the words that newcomers do not know."""

import ast
from collections.abc import Iterator
from pathlib import Path

from explorer.views import say
from scripts.messages import ROOT

SAYS = {"caption", "markdown", "info", "warning", "header", "subheader"}
QUOTED = {"explorer/views/tokens/cost.py", "explorer/views/say.py"}
"""Texts that are quoted, and `say` itself."""


def unmarked(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in SAYS and node.args:
            through = ast.unparse(node.func.value) == "say" or ast.unparse(node.args[0]).startswith("say.said(")
            if not through:
                yield f"{file.relative_to(ROOT)}:{node.lineno}"


def test_every_view_says_its_sentences_through_say() -> None:
    files = [file for folder in ("views", "shell") for file in (ROOT / "explorer" / folder).rglob("*.py")]
    found = [place for file in files if str(file.relative_to(ROOT)) not in QUOTED for place in unmarked(file)]
    assert found == []


def test_users_text_is_quoted_and_so_never_a_term() -> None:
    assert say.said("`head 50 %` of a head") == "`head 50\u00a0%` of a [head](#term-head)"
