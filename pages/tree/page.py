"""The family tree: dated facts, each with its source."""

from explorer.shell.page import show_page

show_page(__file__)
