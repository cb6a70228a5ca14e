"""A page's prose, read from the text files beside it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

SECTIONS = {"shows": "shows", "does not show": "limits", "plain": "plain", "technical": "technical"}
"""Heading in the file -> field of Prose. The headings are keys, the same in every language."""
GAPS = {"gaps: title": "title", "gaps: shows": "shows", "gaps: does not show": "limits"}
"""Headings that a page may have besides: what it says instead of a model that fills gaps and has no next token."""


@dataclass(frozen=True)
class Prose:
    """One page in one language; every field but the title is Markdown."""

    title: str
    shows: str
    """One sentence: what the page shows."""
    limits: str
    """One sentence: what it does not show."""
    plain: str
    """The explanation without prior knowledge."""
    technical: str
    """The explanation with symbols, shapes and sources."""
    gaps: Mapping[str, str] = field(default_factory=dict)
    """Fields that are other of a model that fills gaps."""

    def of_gaps(self) -> "Prose":
        """What the page says of a model that fills gaps."""
        return replace(self, **self.gaps)


def prose(folder: Path, language: str) -> Prose:
    """The prose of the page in `folder`: `text.<language>.md`, a `# title` and a `## heading` for each section."""
    file = folder / f"text.{language}.md"
    name = f"{folder.name}/{file.name}"
    if not file.is_file():
        raise ValueError(f"{name} is missing: a page has a text in each language")
    title, *sections = re.split(r"^## +", file.read_text(encoding="utf-8"), flags=re.MULTILINE)
    if not title.startswith("# ") or not title[2:].strip():
        raise ValueError(f"{name} does not begin with a title: write '# …' in its first line")
    bodies = _bodies(sections, name)
    gaps = {GAPS[heading]: body for heading, body in bodies.items() if heading in GAPS}
    return Prose(title[2:].strip(), **{SECTIONS[heading]: bodies[heading] for heading in SECTIONS}, gaps=gaps)


def _bodies(sections: list[str], name: str) -> dict[str, str]:
    """'shows\\nBars …' -> {'shows': 'Bars …'}, complete and each once."""
    found: dict[str, str] = {}
    for section in sections:
        heading, _, body = section.partition("\n")
        heading = heading.strip()
        if heading in found or heading not in {*SECTIONS, *GAPS}:
            raise ValueError(f"{name} has a '## {heading}' too many: once each of {', '.join([*SECTIONS, *GAPS])}")
        found[heading] = body.strip()
    for heading in {*SECTIONS, *found}:
        if not found.get(heading):
            raise ValueError(f"{name} says nothing under '## {heading}': every page has that section")
    return found
