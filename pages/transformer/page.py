"""The original Transformer: one stack reads, another writes, and cross-attention joins them."""

from explorer.shell.page import show_page

show_page(__file__)
