"""Train it yourself: a model from nothing, in a minute, watched while it learns."""

from explorer.shell.page import show_page

show_page(__file__)
