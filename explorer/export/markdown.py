"""The app's own Markdown as HTML: the few forms that its sentences use. Whatever else stands in it stays text."""

import re
from html import escape

_FORMS = re.compile(
    r"(?P<escaped>\\[!-/:-@\[-`{-~])"
    r"|(?P<ticks>`+)(?P<code>.+?)(?P=ticks)"
    r"|\*\*(?P<bold>.+?)\*\*"
    r"|:(?:gray|blue|orange|violet|material/\w+)(?P<tinted>\[[^\[\]]*\]|:)"
    r"|\[(?P<label>[^\[\]]+)\]\((?P<address>[^)\s]+)\)",
    re.DOTALL,
)


def html_of(markdown: str) -> str:
    r"""Paragraphs, quotations, and lists of lines that begin with "- ".

    >>> html_of("**One** head, `a<b`\\, [layer](#term-layer)")
    '<p><b>One</b> head, <code>a&lt;b</code>, layer</p>'
    >>> html_of("> said")
    '<blockquote><p>said</p></blockquote>'
    """
    blocks = [block for block in re.split(r"\n\s*\n", markdown.strip()) if block]
    return "".join(map(_block, blocks))


def plain(text: str) -> str:
    r"""Anybody's text, as `html_of` shows it letter by letter.

    >>> plain("- [a](b)")
    '\\- \\[a\\]\\(b\\)'
    >>> html_of(plain("- [a](b) <i>"))
    '<p>- [a](b) &lt;i&gt;</p>'
    """
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", text)


def _block(block: str) -> str:
    lines = block.split("\n")
    if all(line.startswith(("- ", "* ")) for line in lines):
        return "<ul>" + "".join(f"<li>{_inline(line[2:])}</li>" for line in lines) + "</ul>"
    if len(lines) > 1 and all(line.startswith("|") for line in lines):
        return _table(lines)
    if all(line.startswith(">") for line in lines):
        return "<blockquote>" + html_of("\n".join(line[1:].lstrip() for line in lines)) + "</blockquote>"
    return f"<p>{_inline(block.lstrip('# '))}</p>"


def _table(lines: list[str]) -> str:
    rows = [re.split(r"(?<!\\)\|", line.strip().strip("|")) for line in lines]
    drawn = [row for row in rows if not all(re.fullmatch(r"\s*:?-+:?\s*", cell) for cell in row)]
    cells = ("".join(f"<td>{_inline(cell.strip())}</td>" for cell in row) for row in drawn)
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>"


def _inline(text: str) -> str:
    pieces, end = [], 0
    for form in _FORMS.finditer(text):
        pieces += [escape(text[end : form.start()]), _formed(form)]
        end = form.end()
    return "".join([*pieces, escape(text[end:])])


def _formed(form: re.Match[str]) -> str:
    if form["escaped"]:
        return escape(form["escaped"][1:])
    if form["code"]:
        return f"<code>{escape(form['code'].strip())}</code>"
    if form["bold"]:
        return f"<b>{_inline(form['bold'])}</b>"
    if form["tinted"]:
        return _inline(form["tinted"].strip("[]:"))
    if form["address"].startswith(("https://", "http://")):
        return f'<a href="{escape(form["address"])}" rel="noopener noreferrer">{_inline(form["label"])}</a>'
    return _inline(form["label"])
