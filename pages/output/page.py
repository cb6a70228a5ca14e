"""Step 5: the text, token by token, and the other ways in which it could be written."""

from explorer.shell.page import show_page

show_page(__file__)
