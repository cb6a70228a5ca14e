"""What a language model is: the five steps of this run, one pass of it, how it learns, and what is large about it."""

from explorer.shell.page import show_page

show_page(__file__)
