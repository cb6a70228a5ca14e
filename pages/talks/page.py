"""Talks: a list of them, and the editor of one's own."""

from explorer.shell.page import show_page

show_page(__file__)
