"""Bring the catalogues up to date with the code: new messages come in empty, those no longer used go and are printed.

    make messages

What is translated already is kept. There are no dates and no line numbers, and the messages stand in alphabetical
order, so that several people can work on a catalogue at once.
"""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

from explorer.words import LOCALE, catalogue_file, forms_of

ROOT = Path(__file__).parents[1]
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2), "Refused": None, "Limit": None, "report": (3,)}


def sources() -> Iterator[Path]:
    """The files that speak to a visitor."""
    yield ROOT / "app.py"
    for folder in ("explorer", "pages"):
        yield from sorted((ROOT / folder).rglob("*.py"))


def template() -> Catalog:
    """Every message of the code, without translations; each knows the files it stands in."""
    catalogue = Catalog()
    for file in sources():
        for _line, message, comments, _context in extract_from_file("python", file, keywords=KEYWORDS):
            catalogue.add(message, locations=[(file.relative_to(ROOT).as_posix(), 0)], auto_comments=comments)
    return catalogue


def catalogue_of(language: str) -> Catalog:
    with catalogue_file(language).open("rb") as file:
        return read_po(file, locale=language)


def updated(language: str) -> bytes:
    """The catalogue of a language as it should lie on disk, with the code's messages and what is translated of them."""
    kept, fresh = catalogue_of(language), template()
    fresh.locale = language
    for message in fresh:
        known = kept.get(message.id) if message.id else None
        if known is not None and known.pluralizable == message.pluralizable:
            message.string, message.flags, message.user_comments = known.string, known.flags, known.user_comments
        message.flags -= {"python-format"}  # our places are {named}; a percent sign is a percent sign
    return _header(language) + _body(fresh)


def _body(catalogue: Catalog) -> bytes:
    written = BytesIO()
    write_po(written, catalogue, width=120, omit_header=True, sort_output=True, include_lineno=False)
    return written.getvalue()


def _header(language: str) -> bytes:
    plural = Catalog(locale=language).plural_forms
    return (
        f'msgid ""\nmsgstr ""\n"Language: {language}\\n"\n"Plural-Forms: {plural}\\n"\n'
        '"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n\n'
    ).encode()


def languages() -> list[str]:
    """The languages that have a catalogue."""
    return sorted(folder.name for folder in LOCALE.iterdir() if catalogue_file(folder.name).is_file())


def update(language: str) -> None:
    """Write a catalogue anew, and say what came and what went."""
    before, fresh = catalogue_of(language), updated(language)
    catalogue_file(language).write_bytes(fresh)
    after = catalogue_of(language)
    for gone in (message for message in before if message.id and after.get(message.id) is None):
        print(f"  gone: {gone.id!r} = {gone.string!r}")
    left = sum(1 for message in after if message.id and not all(forms_of(message.string)))
    print(f"{catalogue_file(language).relative_to(ROOT)}: {left} of {len(after)} messages to translate")


if __name__ == "__main__":
    for language in languages():
        update(language)
