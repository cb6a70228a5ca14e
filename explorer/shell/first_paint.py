"""Recorded miniatures of the default prompts: something real to show while the model loads, labelled as such.

python -m explorer.shell.first_paint      # record them anew, after the model, the examples or the spine changed
"""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from explorer.session.here import LANGUAGES, Here
from explorer.words.examples import examples

FILE = Path(__file__).parents[1] / "assets" / "first_paint.json"


def recorded(here: Here) -> dict[str, Any] | None:
    """The miniatures of this place if it is a default one, else None."""
    default = Here(here.prompt, lang=here.lang, theme=here.theme)
    return _file().get(here.prompt) if here == default else None


@lru_cache
def _file() -> dict[str, Any]:
    return json.loads(FILE.read_text(encoding="utf-8"))


def record() -> dict[str, Any]:
    """The default prompts' miniatures, computed now; a test holds the file against it."""
    from explorer.engine import model_store
    from explorer.engine.runs import run_of
    from explorer.findings.miniatures import miniatures
    from explorer.words import speak

    found = {}
    for lang in LANGUAGES:
        speak(lang)
        here = Here(examples(lang)[0].prompt, lang=lang)
        found[here.prompt] = miniatures(run_of(here.question, model_store.ask(here.model).result(), here.selection))
    return found


if __name__ == "__main__":
    FILE.write_text(json.dumps(record(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
