"""What a model's own card (README.md) says about its training."""

import re
from math import inf
from pathlib import Path

from explorer.errors import Refused
from explorer.scaling.facts import CARD, HERE, Fact
from explorer.scaling.sizes import Size
from explorer.text.untrusted import read_bytes, read_json

_TOKENS = re.compile(r"^\| *training tokens *\| *([\d,]+)", re.MULTILINE)
_COMPUTE = re.compile(r"^\| *compute *\| *([\d.]+e[+-]?\d+|[\d,]+) floating-point operations", re.MULTILINE)


_PARAMETERS = re.compile(r"([\d,]+)\s+parameters\b")
_CONTEXT = re.compile(r"\bcontext\s+([\d,]+)")
_POSITIONS = ("n_positions", "max_position_embeddings")
"""What config.json calls the context."""


def size_of(name: str, folder: Path | None, n_parameters: int | None = None) -> Size:
    """The size of a model: its parameters as counted where it is loaded, the rest as far as the card in `folder` says.

    The card's rows are `| training tokens | 2,867,200 … |` and `| compute | 1.20e+14 floating-point operations … |`.
    """
    card = _card(folder)
    return Size(
        name,
        None,
        data=_amount(_TOKENS, card, "tokens"),
        compute=_amount(_COMPUTE, card, "flop"),
        parameters=Fact(n_parameters, "parameters", HERE) if n_parameters else _amount(_PARAMETERS, card, "parameters"),
        context=_amount(_CONTEXT, card, "tokens") or _positions(folder),
    )


def _positions(folder: Path | None) -> Fact | None:
    try:
        config = read_json("", folder / "config.json") if folder else {}
    except Refused:
        return None
    config = config.get("text_config", config)  # of a model that sees, what reads the words
    found = next((config[name] for name in _POSITIONS if name in config), None)
    return Fact(found, "tokens", CARD) if isinstance(found, int) and found > 0 else None


def _card(folder: Path | None) -> str:
    try:
        return read_bytes("", folder / "README.md").decode("utf-8", errors="replace") if folder else ""
    except Refused:
        return ""


def _amount(row: re.Pattern[str], card: str, unit: str) -> Fact | None:
    found = row.search(card)
    try:
        value = float(found[1].replace(",", "")) if found else 0.0
    except ValueError:  # such as 1.2.3e4
        return None
    return Fact(value, unit, CARD) if 0 < value < inf else None
