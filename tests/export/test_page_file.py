"""A page as one file: all that it shows is in it, nothing of it is markup, and it is bounded."""

import json
import re
from dataclasses import replace

import pytest

from explorer.components.recorded import Part, Plot, Words
from explorer.components.text.sentence import Sentence
from explorer.errors import Refused
from explorer.export import page_file
from explorer.export.page_file import Head, Sheet, Step, page_html
from explorer.words.sentences import parts

EVIL = "</script><script>alert(1)</script><!--"
EACH = {"en": "A", "ja": "あ"}
HEAD = Head(
    title=EACH,
    shows=EACH,
    words={lang: {"hint": EVIL} for lang in EACH},
    prompt=EVIL,
    model="m",
    lang="ja",
    theme="dark",
)
PLOT = Plot('{"data": [], "layout": {}}', "alt")


def sheet(*shown: Part) -> Sheet:
    return Sheet(EACH, [Step(EACH, {(lang, "light"): shown for lang in EACH})])


def page_of(file: bytes) -> dict:
    found = re.search(r'<script type="application/json" id="page">(.*?)</script>', file.decode(), re.DOTALL)
    assert found is not None
    return json.loads(found[1])


def test_what_somebody_typed_ends_no_script() -> None:
    sentence = Sentence(parts=parts(EVIL))
    file = page_html(HEAD, [sheet(sentence, Words("caption", EVIL))])
    page = page_of(file)
    assert page["prompt"] == EVIL
    assert page["values"] == [sentence.wire()]
    assert "alert(1)</script>" not in file.decode()
    assert "&lt;script&gt;" in page["sheets"][0]["steps"][0]["parts"]["ja light"][1]["html"]
    assert file.decode().count("</script>") == 4


def test_what_is_shown_twice_is_in_it_once() -> None:
    page = page_of(page_html(HEAD, [sheet(Sentence(parts=parts("Hi"))), sheet(Sentence(parts=parts("Hi")))]))
    assert len(page["values"]) == 1


def test_it_may_ask_for_nothing() -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page_html(HEAD, [sheet()]).decode())
    assert policy is not None
    rules = dict(rule.strip().split(" ", 1) for rule in policy[1].split(";"))
    assert rules["default-src"] == "'none'"
    assert not re.search(r"https?:|\*", policy[1])


def test_plotly_comes_along_only_where_it_is_needed() -> None:
    without, with_plots = page_html(HEAD, [sheet()]), page_html(HEAD, [sheet(PLOT)])
    assert len(with_plots) - len(without) > 1_000_000
    assert len(with_plots) < page_file.MOST_BYTES / 2


def test_a_file_that_would_be_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_file, "MOST_BYTES", 10_000)
    with pytest.raises(Refused, match="shorten the text"):
        page_html(replace(HEAD, prompt="x"), [sheet()])
