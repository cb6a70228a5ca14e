"""BERT: both directions, against GPT on the same sentence."""

from explorer.shell.page import show_page

show_page(__file__)
