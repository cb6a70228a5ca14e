"""The text on screen with its surprise: as a strip of tokens, and as a path along it."""

from explorer.components.text.surprisal_path import Labels, SurprisalPath
from explorer.components.tokens.token_strip import TokenStrip, byte_title, strip_of
from explorer.engine.runs import Run
from explorer.figures.numbers import percent
from explorer.findings.chat_marks import chips, kept
from explorer.findings.output.run_surprisal import RunSurprisal
from explorer.words import _

DEEPEST = 12.0
"""Bits at which a token has the full colour: one in 4,096."""


def strip(run: Run, read: RunSurprisal, *, follow: bool, whole: bool) -> TokenStrip:
    """`follow`: keep the end in sight; `whole`: with what a chat's template wrote."""
    return strip_of(
        run.tokens,
        label=_("The text so far; the stronger a token's colour, the more it surprised the model"),
        selected=run.selection.position,
        n_prompt=len(run.generation.prompt_ids),
        shades=[0.0, *(read.surprisal / DEEPEST).clip(0, 1).round(2).tolist()],
        notes=["–", *(f"{bits:.1f}" for bits in read.surprisal)],
        titles=_titles(run, read),
        follow=follow,
        folds=chips(run),
        open=whole,
    )


def _titles(run: Run, read: RunSurprisal) -> list[str]:
    """What hovering over each token says."""
    known = [
        _("{bits} bits: the model gave it {share}", bits=f"{bits:.2f}", share=percent(2 ** -float(bits)))
        for bits in read.surprisal
    ]
    said = [_("the first token: nothing before it could predict it"), *known]
    return [f"{one} · {byte_title(token)}" for one, token in zip(said, run.tokens, strict=True)]


def path(run: Run, read: RunSurprisal, *, whole: bool) -> SurprisalPath:
    return SurprisalPath(
        places=kept(run, whole=whole),
        bits=tuple(read.surprisal.round(2).tolist()),
        entropies=tuple(read.entropy.round(2).tolist()),
        texts=tuple(token.text for token in run.tokens),
        n_prompt=len(run.generation.prompt_ids),
        selected=run.selection.position,
        labels=Labels(
            surprisal=_("surprisal of the token"),
            entropy=_("entropy before it"),
            bits=_("bits"),
            next=_("next token"),
        ),
        alt=_path_alt(read),
    )


def _path_alt(read: RunSurprisal) -> str:
    if not len(read.surprisal):
        return _("Surprisal along the text: there is only one token, which nothing could predict.")
    return _(
        "Surprisal along the text of {n} tokens: {mean} bits on average, {most} at most.",
        n=len(read.entropy),
        mean=f"{read.surprisal.mean():.1f}",
        most=f"{read.surprisal.max():.1f}",
    )
