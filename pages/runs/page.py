"""Our own runs: many sizes by one recipe."""

from explorer.shell.page import show_page

show_page(__file__)
