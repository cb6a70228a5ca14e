"""Play: guess what the model guesses, alone and with a room of people."""

from explorer.shell.page import show_page

show_page(__file__)
