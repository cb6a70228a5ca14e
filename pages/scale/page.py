"""The scaling laws: size, text, compute and loss."""

from explorer.shell.page import show_page

show_page(__file__)
