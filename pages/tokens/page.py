"""From text to vectors: the cut, also while typing, what a language costs, the vocabulary, and where it all begins."""

from explorer.shell.page import show_page

show_page(__file__)
