"""Our own sentences become HTML; what a visitor typed stays text, wherever it stands."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.export.markdown import html_of
from explorer.words.glossary import marked
from explorer.words.literal import literal

ALLOWED = {"p", "ul", "li", "table", "tr", "td", "b", "code", "a", "blockquote"}


class Reader(HTMLParser):
    """The tags and the text of a piece of HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.text = ""
        self.code = ""
        self._in_code = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self._in_code = tag == "code"

    def handle_endtag(self, tag: str) -> None:
        self._in_code = False

    def handle_data(self, data: str) -> None:
        self.text += data
        self.code += data if self._in_code else ""


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    return reader


@given(st.text(max_size=80))
def test_no_text_becomes_another_tag(text: str) -> None:
    assert read(html_of(text)).tags <= ALLOWED


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="`"), min_size=1, max_size=40))
def test_a_quoted_text_is_seen_as_it_was_typed(text: str) -> None:
    quoted = read(html_of("so: " + literal(text)))
    assert quoted.code.split() == text.split()
    assert quoted.tags <= {"p", "code"}


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("**a** :gray[b] `c<d`", "<p><b>a</b> b <code>c&lt;d</code></p>"),
        ("a\n\nb", "<p>a</p><p>b</p>"),
        ("- a\n- b", "<ul><li>a</li><li>b</li></ul>"),
        ("[a](https://x.y/z) [b](javascript:c)", '<p><a href="https://x.y/z" rel="noopener noreferrer">a</a> b</p>'),
        ("|a|b|\n|-|-|\n|1|2|", "<table><tr><td>a</td><td>b</td></tr><tr><td>1</td><td>2</td></tr></table>"),
    ],
)
def test_the_forms_of_our_sentences(markdown: str, html: str) -> None:
    assert html_of(markdown) == html


def test_a_marked_word_keeps_its_spelling() -> None:
    assert read(html_of(marked("A head of a layer."))).text == "A head of a layer."
