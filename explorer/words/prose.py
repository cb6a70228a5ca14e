"""A page's prose, read from the text files beside it."""

import re
from dataclasses import dataclass
from pathlib import Path

SECTIONS = {"shows": "shows", "does not show": "limits", "plain": "plain", "technical": "technical"}
"""Heading in the file -> field of Prose. The headings are keys, the same in every language."""


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


def prose(folder: Path, language: str) -> Prose:
    """The prose of the page in `folder`: `text.<language>.md`, a `# title` and a `## heading` for each section."""
    file = folder / f"text.{language}.md"
    name = f"{folder.name}/{file.name}"
    if not file.is_file():
        raise ValueError(f"{name} is missing: a page has a text in each language")
    title, *sections = re.split(r"^## +", file.read_text(encoding="utf-8"), flags=re.MULTILINE)
    if not title.startswith("# ") or not title[2:].strip():
        raise ValueError(f"{name} does not begin with a title: write '# …' in its first line")
    return Prose(title[2:].strip(), **_fields(sections, name))


def _fields(sections: list[str], name: str) -> dict[str, str]:
    """'shows\\nBars …' -> {'shows': 'Bars …'}, complete and each once."""
    found: dict[str, str] = {}
    for section in sections:
        heading, _, body = section.partition("\n")
        field = SECTIONS.get(heading.strip())
        if field is None or field in found:
            raise ValueError(f"{name} has a '## {heading.strip()}' too many: once each of {', '.join(SECTIONS)}")
        found[field] = body.strip()
    for heading, field in SECTIONS.items():
        if not found.get(field):
            raise ValueError(f"{name} says nothing under '## {heading}': every page has that section")
    return found
