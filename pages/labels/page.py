"""Why no labels: a text as its own exercises, and one step of learning from it."""

from explorer.shell.page import show_page

show_page(__file__)
