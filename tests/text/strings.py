"""Texts that tokenizers get wrong, and a decorator to try any text."""

from collections.abc import Callable
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

MODEL = Path(__file__).parents[2] / "explorer" / "assets" / "models" / "explorer-gpt"

NASTY = (
    "東京タワーへ行った。",
    "か\u3099 ガ ｶﾞ",
    "😀",
    "👨‍👩‍👧",
    "🇯🇵",
    "e\u0301",
    "\x00\x1b[0m\x7f\x85",
    "\u200d\ufeff\u202e\u2028",
    "\ufffd",
    "\U00010348\U0010ffff",
    " \u3000\u00a0 ",
    "\r\n\t \n",
    "   def f(x):",
    "<|endoftext|>",
    "It's we'LL ſ'ſ",
    "1234567 ١٢٣",
)
TEXTS = st.lists(st.text(max_size=20) | st.sampled_from(NASTY), max_size=6).map("".join)


def for_any_text(test: Callable[..., None]) -> Callable[..., None]:
    """Runs a test on many values of `text`, and always on all nasty ones; loading a table has no deadline."""
    test = settings(deadline=None)(given(text=TEXTS)(test))
    return example(text="".join(NASTY))(example(text="")(test))
