"""GPT-4: pictures as tokens, and a longer memory."""

from explorer.shell.page import show_page

show_page(__file__)
