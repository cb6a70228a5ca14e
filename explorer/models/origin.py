"""Where a converted model's numbers come from: the note that lies beside its weights."""

import json
import re
from dataclasses import asdict, dataclass
from pathlib import Path

from explorer.errors import Refused
from explorer.text.untrusted import is_file, read_json

FILE = "origin.json"

_QUANTIZED = re.compile(r"Q(\d)_")


@dataclass(frozen=True)
class Kind:
    """How some of a model's weights are written in the file that they come from."""

    name: str
    """As in Q4_1: rounded to 4 bits."""
    weights: int
    """So many."""
    n_bytes: int
    """That they take, with the scales of their blocks."""

    @property
    def rounded_to(self) -> int | None:
        """Bits of a weight, without the scales; None where it was not rounded to fewer than 16."""
        found = _QUANTIZED.match(self.name)
        return int(found[1]) if found else None


@dataclass(frozen=True)
class Origin:
    """A GGUF file, as its head describes it."""

    file: str
    """Its name."""
    kinds: tuple[Kind, ...]
    """That of the most weights first."""
    licence: str = ""
    """As in apache-2.0; "" where the file says none."""
    maker: str = ""
    """Who made the model, by the file; "" where it does not say."""
    unknown_split: str = ""
    """What the file calls its way to split texts before they are cut into tokens, where nobody here knows it."""

    @property
    def bits(self) -> float:
        """Of the file for a weight."""
        return 8 * sum(kind.n_bytes for kind in self.kinds) / sum(kind.weights for kind in self.kinds)

    @property
    def rounded_to(self) -> int | None:
        """Bits of most weights; None where they were not rounded to fewer than 16."""
        return self.kinds[0].rounded_to if self.kinds else None


def write_origin(origin: Origin, folder: Path) -> None:
    (folder / FILE).write_text(json.dumps(asdict(origin), ensure_ascii=False, indent=1), encoding="utf-8")


def origin_of(folder: Path) -> Origin | None:
    """What a folder's note says; None where there is none, as in a folder that nobody converted."""
    if not is_file(folder / FILE):
        return None
    try:
        told = read_json(folder.name, folder / FILE)
        return Origin(**{**told, "kinds": tuple(Kind(**kind) for kind in told["kinds"])})
    except (Refused, TypeError, KeyError):
        return None
