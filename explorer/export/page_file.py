"""A page as one HTML file that opens anywhere, without a server and without a network.

It has what the page was given: the payloads of its components and the figures of plotly, their own scripts, the
fonts, and a small script (`offline/offline.js`) in the place of Streamlit, in both languages and both themes. Its
policy forbids every request; data are JSON, and no text in them becomes markup.
"""

import base64
import gzip
import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from explorer.components.frame.stage import Stage
from explorer.components.mount import source_of
from explorer.components.payload import Payload
from explorer.components.recorded import Part, Plot, Words
from explorer.errors import Refused
from explorer.export.markdown import html_of
from explorer.figures.palette import palette

MOST_BYTES = 6_000_000
"""Of a file."""

_ROOT = Path(__file__).parents[2]
_HERE = Path(__file__).parent / "offline"
_STAGE = Path(__file__).parents[1] / "shell" / "stage.css"
FONTS = {"Inter": "inter-latin-wght-normal", "JetBrains Mono": "jetbrains-mono-latin-wght-normal"}
"""Family -> file of static/fonts, of what pictures and files are written in."""
THEMES = ("light", "dark")

Text = Mapping[str, str]
"""By language."""


@dataclass(frozen=True)
class Step:
    """One picture of a view: its name, and by language and theme what it is made of."""

    label: Text
    parts: Mapping[tuple[str, str], Sequence[Part]]


@dataclass(frozen=True)
class Sheet:
    """One view, at one or more steps of the run."""

    label: Text
    steps: Sequence[Step]
    slide: Mapping[str, Stage] = field(default_factory=dict)
    """What it says as a slide, by language; empty where it is none."""
    asked: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Model and prompt of a run of its own, by language; empty where it is the page's."""


@dataclass(frozen=True)
class Head:
    """What stands above: by language the page's title, what it shows, and the words of the file's own controls."""

    title: Text
    shows: Text
    words: Mapping[str, Mapping[str, str]]
    prompt: str
    model: str
    lang: str
    theme: str


def page_html(head: Head, sheets: Sequence[Sheet]) -> bytes:
    """Refused where it would be too large."""
    values = _Values()
    drawn = [_sheet(sheet, values) for sheet in sheets]
    page = {
        "title": dict(head.title),
        "shows": {lang: html_of(text) for lang, text in head.shows.items()},
        "words": {lang: dict(words) for lang, words in head.words.items()},
        "prompt": head.prompt,
        "model": head.model,
        "lang": head.lang,
        "theme": head.theme,
        "sheets": drawn,
        "values": values.kept,
        "looks": {theme: _look(theme) for theme in THEMES},
    }
    plotly = _plotly() if values.plots else ""
    components = "".join(_component(name) for name in sorted(values.components))
    file = (_HERE / "offline.html").read_text(encoding="utf-8")
    filled = {
        "lang": head.lang,
        "title": escape(f"{head.title[head.lang]} · LLM Explorer"),
        "css": _css() + (_HERE / "offline.css").read_text(encoding="utf-8") + _stage_css(sheets),
        "page": _safe(json.dumps(page, ensure_ascii=False, separators=(",", ":"))),
        "components": components,
        "plotly": plotly,
        "script": (_HERE / "offline.js").read_text(encoding="utf-8"),
    }
    for name, text in filled.items():
        before, mark, after = file.partition(f"<!--{name}-->")
        assert mark, name
        filled[name] = before + text
        file = after
    whole = ("".join(filled.values()) + file).encode("utf-8", "replace")
    if len(whole) > MOST_BYTES:
        raise _too_large(talk=any(sheet.slide for sheet in sheets))
    return whole


def _too_large(*, talk: bool) -> Refused:
    n = MOST_BYTES // 1_000_000
    if talk:
        return Refused("this talk makes a file of more than {n} MB: leave scenes out, or shorten their texts", n=n)
    return Refused("this page makes a file of more than {n} MB: shorten the text", n=n)


class _Values:
    """What components are given, each once, however often it is shown."""

    def __init__(self) -> None:
        self.kept: list[Any] = []
        self.components: set[str] = set()
        self.plots = False
        self._places: dict[str, int] = {}

    def place(self, value: Any) -> int:
        key = json.dumps(value, ensure_ascii=False, sort_keys=True)
        if key not in self._places:
            self._places[key] = len(self.kept)
            self.kept.append(value)
        return self._places[key]


def _sheet(sheet: Sheet, values: _Values) -> dict[str, Any]:
    plain = {"label": dict(sheet.label), "steps": [_step(step, values) for step in sheet.steps]}
    if not sheet.slide:
        return plain
    values.components.add("stage")
    return plain | {"slide": {lang: slide.wire() for lang, slide in sheet.slide.items()}, "asked": dict(sheet.asked)}


def _step(step: Step, values: _Values) -> dict[str, Any]:
    parts = {f"{lang} {theme}": [_part(part, values) for part in parts] for (lang, theme), parts in step.parts.items()}
    return {"label": dict(step.label), "parts": parts}


def _part(part: Part, values: _Values) -> dict[str, Any]:
    if isinstance(part, Payload):
        values.components.add(part.component)
        return {"component": part.component, "data": values.place(part.wire())}
    if isinstance(part, Plot):
        values.plots = True
        return {"plot": values.place(json.loads(part.figure)), "alt": part.alt}
    assert isinstance(part, Words)
    return {"words": part.kind, "html": html_of(part.text)}


def _component(name: str) -> str:
    """Its script as a function of the page's own, and its style."""
    css, js = source_of(name)
    # Called once all of the script has run: what it names after the function that draws is there, too.
    body = js.replace("export default function", "function drawn") + "\nreturn drawn;"
    style = _safe(json.dumps(css))
    return f"EXPLORER[{json.dumps(name)}] = {{ css: {style}, draw: (() => {{\n{_closed(body)}\n}})() }};\n"


def _safe(text: str) -> str:
    """JSON that stands in a script of HTML."""
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _closed(script: str) -> str:
    """A script that holds nothing that would end it in HTML."""
    return script.replace("</script", "<\\/script").replace("<!--", "<\\!--")


def _look(theme: str) -> dict[str, Any]:
    colors = palette(theme)
    with (_ROOT / ".streamlit" / "config.toml").open("rb") as file:
        ours = tomllib.load(file)["theme"]
    own = ours[theme]
    variables = {
        "--st-font": ours["font"],
        "--st-code-font": ours["codeFont"],
        "--st-text-color": own["textColor"],
        "--st-background-color": own["backgroundColor"],
        "--st-secondary-background-color": own["secondaryBackgroundColor"],
        "--st-border-color": own["borderColor"],
        "--st-primary-color": own["primaryColor"],
    }
    return {"colors": colors.roles(), "scales": colors.scales(), "variables": variables}


def _css() -> str:
    faces = (
        f'@font-face{{font-family:"{family}";font-weight:100 900;src:url(data:font/woff2;base64,{_base64(file)})}}'
        for family, file in FONTS.items()
    )
    return "\n".join(faces) + "\n"


def _stage_css(sheets: Sequence[Sheet]) -> str:
    return _STAGE.read_text(encoding="utf-8") if any(sheet.slide for sheet in sheets) else ""


@cache
def _base64(font: str) -> str:
    return base64.b64encode((_ROOT / "static" / "fonts" / f"{font}.woff2").read_bytes()).decode()


@cache
def _plotly() -> str:
    """plotly's own script, pressed: the browser unpacks it."""
    import plotly

    script = Path(plotly.__file__).with_name("package_data") / "plotly.min.js"
    return base64.b64encode(gzip.compress(script.read_bytes(), 9, mtime=0)).decode()
