"""The bundled texts that are longer than a context: what they are, and how they are cited."""

from functools import cache
from pathlib import Path

from explorer.words import _

FOLDER = Path(__file__).parents[2] / "assets" / "long_texts"


@cache
def long_text(lang: str) -> str:
    return (FOLDER / f"{lang}.txt").read_text(encoding="utf-8").strip()


def cited(lang: str) -> str:
    if lang == "ja":
        return _("Arishima Takeo, “Kankan mushi” (1910), in the public domain; no embedded model was trained on it.")
    return _(
        "Washington Irving, “Old Christmas” (1820), its beginning, in the public domain; no embedded model was trained "
        "on it."
    )
