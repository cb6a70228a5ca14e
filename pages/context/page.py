"""Where each token looks: one head, what all heads do, what flows through them, and reading in both directions."""

from explorer.shell.page import show_page

show_page(__file__)
