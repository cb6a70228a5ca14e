"""Every word that newcomers do not know, and where it is seen."""

from explorer.shell.page import show_page

show_page(__file__)
