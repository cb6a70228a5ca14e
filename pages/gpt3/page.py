"""GPT-3 and ChatGPT: pre-training, examples in the prompt, fine-tuning, preferences."""

from explorer.shell.page import show_page

show_page(__file__)
