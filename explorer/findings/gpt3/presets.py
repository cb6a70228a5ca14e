"""What can be taught in some seconds, and the examples that a visitor types."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from explorer.engine.fine_tuning import Order
from explorer.engine.taught import is_own
from explorer.errors import Refused
from explorer.findings.output.calibration import LANGUAGES, held_out
from explorer.models.catalogue import DEFAULT, available
from explorer.models.model import Model
from explorer.models.own_models import HALF
from explorer.models.published import SMOLLM2, file_of
from explorer.models.tuning.lessons import Example
from explorer.models.tuning.settings import MOST_EXAMPLES, Settings
from explorer.words import language

FILE = Path(__file__).parents[2] / "assets" / "fine_tuning.toml"

CHAT = "explorer-chat"
"""The model that the view opens with."""

OWN = "own"
"""The place of the visitor's own examples in the choice."""

PASSAGE = {"en": 500, "ja": 240}
"""Characters of held-out text, about, by language."""

_ARROW = re.compile(r"\s*(?:→|=>|->|\t)\s*")


@dataclass(frozen=True)
class Preset:
    slug: str
    lang: str
    name: dict[str, str]
    form: str
    """A regular expression that a whole answer fits where it has the form, whatever it says."""
    examples: tuple[Example, ...]
    unseen: tuple[Example, ...]

    @property
    def title(self) -> str:
        return self.name[language()]

    def has_form(self, answer: str) -> bool:
        return re.fullmatch(self.form, answer) is not None


@cache
def presets() -> tuple[Preset, ...]:
    told = tomllib.loads(FILE.read_text(encoding="utf-8"))["preset"]
    return tuple(
        Preset(**one | {kind: tuple(Example(*pair) for pair in one[kind]) for kind in ("examples", "unseen")})
        for one in told
    )


@cache
def others() -> tuple[Example, ...]:
    """What explorer-chat knew before, of other kinds."""
    return tuple(Example(*pair) for pair in tomllib.loads(FILE.read_text(encoding="utf-8"))["others"])


def preset(slug: str) -> Preset | None:
    """None for the visitor's own examples."""
    return next((one for one in presets() if one.slug == slug), None)


def in_order() -> list[Preset]:
    """Those in the reader's language first."""
    return sorted(presets(), key=lambda one: one.lang != language())


def typed(text: str) -> tuple[Example, ...]:
    """The examples in a text, one a line: question → answer. Refused where a line is none."""
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) > MOST_EXAMPLES:
        raise Refused(
            "a list of {n} examples is too long: at most {most} are taught here", n=len(lines), most=MOST_EXAMPLES
        )
    return tuple(_example(line) for line in lines)


def _example(line: str) -> Example:
    question, *rest = _ARROW.split(line.strip(), maxsplit=1)
    if not rest:
        raise Refused("{line} has no arrow: write a question, → and its answer", line=repr(line[:60]))
    return Example(question, rest[0])


def order_of(model: str, examples: Sequence[Example], unseen: Sequence[Example], settings: Settings) -> Order:
    """With what is asked of every model beside: what it knew, and what a held-out text costs it."""
    passages = tuple((one, passage(one)) for one in LANGUAGES)
    return Order(model, tuple(examples), tuple(unseen), others(), passages, settings)


@cache
def passage(lang: str) -> str:
    """The beginning of a held-out text, up to the end of a sentence."""
    whole, end = held_out(lang), {"en": ".", "ja": "。"}[lang]
    return whole[: whole.index(end, PASSAGE[lang]) + 1]


def teachable(model: Model) -> list[str]:
    """Names of models that can be taught here: the one on screen, where it writes and is nobody's own already."""
    here = {entry.name for entry in available()}
    smollm2 = SMOLLM2.name if file_of(SMOLLM2) is not None else ""
    wished = [CHAT, DEFAULT, smollm2, model.name]
    fits = model.causal and not is_own(model.name) and not model.name.endswith(HALF)
    return [name for name in dict.fromkeys(wished) if name in here and (name != model.name or fits)]
