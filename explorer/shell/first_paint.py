"""Recorded miniatures of the default prompts: something real to show while the model loads, labelled as such.

python -m explorer.shell.first_paint      # record them anew, after the model, the examples or the spine changed
"""

import json
from base64 import b64decode
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from explorer.components.frame.spine import Bar, Bars, Chips, Minis, Next, Pattern, Word
from explorer.components.payload import Shares8, wired
from explorer.session.here import LANGUAGES, Here
from explorer.words.examples import examples

FILE = Path(__file__).parents[1] / "assets" / "first_paint.json"


def recorded(here: Here) -> Minis | None:
    """The miniatures of this place if it is a default one, else None."""
    default = Here(here.prompt, lang=here.lang, theme=here.theme, stage=here.stage)
    return _file().get(here.prompt) if here == default else None


@lru_cache
def _file() -> dict[str, Minis]:
    kept = json.loads(FILE.read_text(encoding="utf-8"))
    return {prompt: _minis(**minis) for prompt, minis in kept.items()}


def _minis(tokens: Any, context: Any, features: Any, decoding: Any, output: Any) -> Minis:
    """Miniatures as `wired` wrote them."""
    size = context["size"]
    cells = np.frombuffer(b64decode(context["cells"]), np.uint8).reshape(size, size) / 255
    return Minis(
        tokens=Chips(**tokens | {"chips": tuple(tokens["chips"])}),
        context=Pattern(Shares8(cells), size),
        features=tuple(Word(**word) for word in features),
        decoding=Bars(tuple(Bar(**bar) for bar in decoding["bars"]), decoding["none"]),
        output=Next(**output),
    )


def record() -> dict[str, Any]:
    """The default prompts' miniatures as JSON has them, computed now; a test holds the file against it."""
    from explorer.engine import model_store
    from explorer.engine.runs import run_of
    from explorer.findings.miniatures import miniatures
    from explorer.words import speak

    found = {}
    for lang in LANGUAGES:
        speak(lang)
        here = Here(examples(lang)[0].prompt, lang=lang)
        run = run_of(here.question, model_store.ask(here.model).result(), here.selection)
        found[here.prompt] = wired(miniatures(run))
    return found


if __name__ == "__main__":
    FILE.write_text(json.dumps(record(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
