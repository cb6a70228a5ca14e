"""The words that newcomers do not know: one sentence each, given wherever one stands in what the app says."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from explorer.words import language

FILE = Path(__file__).parents[1] / "assets" / "glossary.toml"

ANCHOR = "#term-"
"""What the links of marked words begin with; the browser's script knows them by it."""

_NOT_WORDS = re.compile(
    r"(`+)(?!`).*?(?<!`)\1(?!`)"  # code: where users' text stands in Markdown
    r"|\$\$.+?\$\$|\$(?=\S).+?(?<=\S)\$"  # formulas
    r"|!?\[[^\]]*\]\([^)]*\)|<[^>\s]+>|https?://\S+"  # links
    r"|:material/\w+:|^#+ .*$|^\|.*$",  # icons, headings, tables
    re.DOTALL | re.MULTILINE,
)
_BLOCK = re.compile(r"(\n\s*\n|\n(?=[-*] ))")
_LATIN = re.compile(r"[A-Za-z0-9]")


@dataclass(frozen=True)
class Term:
    """A word or a sign in one language."""

    slug: str
    spellings: tuple[str, ...]
    """How it is written in sentences; none of a sign, and of what is only named by a badge."""
    says: str
    """Its one sentence."""
    view: str
    """Where it can be seen: a view's slug."""
    sign: str = ""
    short: str = ""
    """Of a sign, what it stands for in a word or two."""


@cache
def terms(lang: str) -> dict[str, Term]:
    """All of them, by slug."""
    written = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {slug: _term(slug, lang, **fields) for slug, fields in written.items()}


def _term(slug: str, lang: str, *, says: dict[str, str], view: str, **fields: object) -> Term:
    spellings, short = fields.get(lang, ()), fields.get("short", {})
    assert isinstance(spellings, list | tuple)
    assert isinstance(short, dict)
    return Term(slug, tuple(spellings), says[lang], view, str(fields.get("sign", "")), short.get(lang, ""))


@cache
def spellings(lang: str) -> dict[str, str]:
    """Every spelling, in lower case -> its term's slug."""
    return {written.lower(): term.slug for term in terms(lang).values() for written in term.spellings}


@cache
def pattern(lang: str) -> str:
    """A regular expression, in Python's and JavaScript's common part, for any spelling; the longest counts.

    Words of Latin letters end where letters end, and those of katakana or kanji where these do.
    """
    return "|".join(_bounded(written) for written in sorted(spellings(lang), key=lambda text: (-len(text), text)))


def _bounded(written: str) -> str:
    first, last = _kind(written[0]), _kind(written[-1])
    before = f"(?<![{first}])" if first else ""
    after = f"(?![{last}])" if last else ""
    return f"{before}{re.escape(written).replace(chr(92) + '-', '-').replace(chr(92) + ' ', ' ')}{after}"


def _kind(character: str) -> str:
    """The characters that would go on with a word that begins or ends with this one."""
    if _LATIN.match(character):
        return "A-Za-z0-9_"
    if "ァ" <= character <= "ー":
        return "ァ-ー"
    return "一-鿿" if "一" <= character <= "鿿" else ""


def marked(markdown: str) -> str:
    """The app's own Markdown with each term linked to its sentence where it first stands in a block.

    >>> marked("A head of a layer, and another head of `head`.")
    'A [head](#term-head) of a [layer](#term-layer), and another head of `head`.'
    """
    return _marked(markdown, language())


@lru_cache(maxsize=512)
def _marked(markdown: str, lang: str) -> str:
    """A page's text takes 20 ms, and is shown at every step."""
    return "".join(_marked_block(block, lang) for block in _BLOCK.split(markdown))


def _marked_block(block: str, lang: str) -> str:
    met: set[str] = set()
    pieces, end = [], 0
    for other in _NOT_WORDS.finditer(block):
        pieces += [_marked_words(block[end : other.start()], lang, met), other[0]]
        end = other.end()
    return "".join([*pieces, _marked_words(block[end:], lang, met)])


def _marked_words(text: str, lang: str, met: set[str]) -> str:
    def link(found: re.Match[str]) -> str:
        slug = spellings(lang)[found[0].lower()]
        if slug in met:
            return found[0]
        met.add(slug)
        return f"[{found[0]}]({ANCHOR}{slug})"

    return re.sub(pattern(lang), link, text, flags=re.IGNORECASE)
