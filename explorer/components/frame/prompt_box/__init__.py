"""Where the prompt is typed."""

from collections.abc import Callable

from explorer.components.untyped import mount, triggered


def prompt_box(
    prompt: str, *, label: str, placeholder: str, button: str, hint: str, on_run: Callable[[str], None]
) -> None:
    """A text area of growing height; `on_run` gets the text when Enter or the button is pressed."""
    key = "prompt_box"
    data = {"prompt": prompt, "label": label, "placeholder": placeholder, "button": button, "hint": hint}
    mount("prompt_box", key=key, data=data, on={"prompt": lambda: on_run(triggered(key, "prompt"))})
