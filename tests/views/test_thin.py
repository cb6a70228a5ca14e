"""Views put things on the page and leave the rest to findings."""

import ast
from pathlib import Path

import pytest

VIEWS = sorted((Path(__file__).parents[2] / "explorer" / "views").rglob("*.py"))
MOST = 120


@pytest.mark.parametrize("file", VIEWS, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_a_view_is_short_and_computes_nothing(file: Path) -> None:
    source = file.read_text(encoding="utf-8")
    assert len(source.splitlines()) <= MOST
    imported = {
        node.module.split(".")[0] if isinstance(node, ast.ImportFrom) and node.module else alias.name.split(".")[0]
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    assert not imported & {"numpy", "scipy", "torch"} or _for_types_alone(source)


def _for_types_alone(source: str) -> bool:
    """numpy is named in annotations only."""
    tree = ast.parse(source)
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    return not any(ast.unparse(call.func).startswith("np.") for call in calls)


CHOOSES = {"selectbox", "segmented_control", "slider", "select_slider", "toggle", "checkbox", "radio", "pills"}


@pytest.mark.parametrize("file", VIEWS, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_what_is_chosen_is_kept_for_the_visit_and_for_a_page_s_file(file: Path) -> None:
    """By `sticky`, or by a callback that puts it where it is kept."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CHOOSES:
            given = {keyword.arg for keyword in node.keywords}
            assert given & {None, "on_change"}, f"{file.name}:{node.lineno}"
