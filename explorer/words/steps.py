"""The five steps, in words."""

from explorer.words import _

PAGES = ("tokens", "context", "features", "decoding", "output")
NUMBERS = "①②③④⑤"


def names() -> dict[str, str]:
    """The five steps, in the reader's language."""
    steps = (_("Tokens"), _("Context"), _("Features"), _("Decoding"), _("Output"))
    return dict(zip(PAGES, steps, strict=True))


def titles() -> dict[str, str]:
    """What each step does, in a line."""
    lines = (
        _("Step 1, tokenization: the text is cut into tokens"),
        _("Step 2, understanding context: how each token relates to the others"),
        _("Step 3, encoding: features are extracted, layer by layer"),
        _("Step 4, decoding: from features to the next token's probabilities"),
        _("Step 5, output: one token is chosen, and everything begins again"),
    )
    return dict(zip(PAGES, lines, strict=True))
