"""The residual stream: what it would say after each layer, why a token won, which input mattered, and who writes."""

from explorer.shell.page import show_page

show_page(__file__)
