"""A talk as a file: each scene on its own run, in both languages, with what has to be computed for it."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from explorer.engine import model_store
from explorer.engine.jobs import Cancelled, Handle, Job
from explorer.engine.question import Question
from explorer.engine.runs import run_of
from explorer.figures.enlarged import READABLE
from explorer.models.catalogue import DEFAULT
from explorer.talks.talk import Scene, Talk, Words
from explorer.views import talk_file
from explorer.views.talk_file import talk_bytes

EN, JA = "Tom had a red ball. He", "お腹がすいたので、ご飯を"
TALK = Talk(
    "two",
    Words("Two scenes", "2 つの場面"),
    scenes=(
        Scene(
            "tokens",
            {"view": "cut"},
            {"en": {"prompt": EN}, "ja": {"prompt": JA}},
            title=Words("One", "一"),
            notes=Words("Breathe.", "深呼吸。"),
        ),
        Scene("scale", {"view": "law"}, reveal=1, title=Words("Two", "二"), plain=Words("Plain.", "平易。")),
        Scene("context", {"model": "there-is-none", "prompt": "x"}, title=Words("Three", "三")),
    ),
)


def script(talk: "Talk", wanted: "Callable[[], bool]", written: "list[Any]") -> None:
    """A script of Streamlit's, whose own session stays as it is."""
    import streamlit as st

    from tests.views.test_talk_file import drawn

    st.session_state["mine"] = 1
    written.append(drawn(talk, wanted=wanted))
    assert st.session_state.to_dict() == {"mine": 1}


def drawn(talk: Talk, *, wanted: Callable[[], bool]) -> bytes | None:
    job = Job("file", {"me"})
    try:
        return talk_bytes(Handle(job, lambda _job: wanted()), talk, "ja", "dark", "me")
    except Cancelled:
        return None


def written(talk: Talk, *, wanted: Callable[[], bool] = lambda: True) -> bytes | None:
    model_store.ask(DEFAULT).result()
    files: list[bytes | None] = []
    app = AppTest.from_function(script, kwargs={"talk": talk, "wanted": wanted, "written": files}, default_timeout=120)
    app.run()
    assert not app.exception, app.exception[0].message
    return files[0]


@pytest.fixture(scope="module")
def page() -> dict[str, Any]:
    file = written(TALK)
    assert file is not None
    found = re.search(r'<script type="application/json" id="page">(.*?)</script>', file.decode(), re.DOTALL)
    assert found is not None
    return json.loads(found[1])


def components(page: dict[str, Any], scene: int, look: str) -> dict[str, Any]:
    """Name -> what it is given."""
    parts = page["sheets"][scene]["steps"][0]["parts"][look]
    return {part["component"]: page["values"][part["data"]] for part in parts if "component" in part}


def test_a_scene_is_drawn_on_the_run_of_each_language(page: dict[str, Any]) -> None:
    assert (page["lang"], page["theme"]) == ("ja", "dark")
    for lang, prompt in (("en", EN), ("ja", JA)):
        run = run_of(Question(DEFAULT, prompt), model_store.ask(DEFAULT).result())
        shown = json.dumps(components(page, 0, f"{lang} light"))
        assert all(str(token.id) in shown for token in run.tokens)
        assert page["sheets"][0]["asked"][lang] == [DEFAULT, prompt]
        assert page["sheets"][1]["asked"][lang] == [DEFAULT, prompt], "it goes on with the text on screen"


def test_a_slide_says_its_words_its_number_and_what_comes_next(page: dict[str, Any]) -> None:
    first, second, _third = (sheet["slide"]["en"] for sheet in page["sheets"])
    assert (first["title"], first["count"], first["before"], first["after"]) == ("One", "1 / 3", "", "Two")
    assert (first["notes"], second["words"], second["reveal"]) == ("Breathe.", "Plain.", 1)
    keys = {lang: [row["does"] for row in page["sheets"][0]["slide"][lang]["labels"]["list"]] for lang in ("en", "ja")}
    assert "full screen" in keys["en"]
    assert "changes the prompt" not in keys["en"]
    assert not set(keys["en"]) & set(keys["ja"]), "each in its language"


def test_a_figure_is_drawn_in_both_themes_large_enough_for_a_slide(page: dict[str, Any]) -> None:
    parts = page["sheets"][1]["steps"][0]["parts"]
    plots = {look: [part["plot"] for part in shown if "plot" in part] for look, shown in parts.items()}
    assert plots.keys() == {"en light", "en dark", "ja light", "ja dark"}
    assert all(page["values"][n]["layout"]["font"]["size"] >= READABLE for of in plots.values() for n in of)
    assert plots["en light"] != plots["en dark"]


def test_a_scene_that_cannot_be_shown_says_why(page: dict[str, Any]) -> None:
    (note,) = page["sheets"][2]["steps"][0]["parts"]["en light"]
    assert note["words"] == "note"
    assert "there-is-none" in note["html"]


def test_a_file_that_nobody_wants_any_more_is_not_drawn_on(monkeypatch: pytest.MonkeyPatch) -> None:
    scenes: list[int] = []
    monkeypatch.setattr(talk_file, "_sheet", lambda _talk, n: scenes.append(n))
    assert written(TALK, wanted=lambda: len(scenes) < 2) is None
    assert scenes == [0, 1]
