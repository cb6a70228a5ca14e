"""The text on screen: as one reads it, and with its surprise as a strip of tokens and as a path along it."""

from explorer.components.text.running_text import Labels, RunningText
from explorer.components.text.surprisal_path import Labels as PathLabels
from explorer.components.text.surprisal_path import SurprisalPath
from explorer.components.tokens.token_strip import TokenStrip, byte_title, strip_of
from explorer.engine.runs import Run
from explorer.figures.numbers import percent
from explorer.findings.chat_marks import chips, kept
from explorer.findings.output.run_surprisal import RunSurprisal
from explorer.findings.run_text import text_of
from explorer.words import _

REPLACEMENT = "\ufffd"
"""What stands for bytes that are no character."""
DEEPEST = 12.0
"""Bits at which a token has the full colour: one in 4,096."""


def strip(run: Run, read: RunSurprisal, *, follow: bool, whole: bool = True) -> TokenStrip:
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


def running(run: Run) -> RunningText:
    """What was typed and what was written, as text; a character whose bytes are not all there yet is left out."""
    text, n_prompt = text_of(run), len(run.generation.prompt_ids)
    new = [token.span for token, at in zip(text.tokens, text.positions, strict=True) if at >= n_prompt]
    return RunningText(
        typed=run.question.prompt,
        written=text.text[new[0][0] :].rstrip(REPLACEMENT) if new else "",
        answer=run.question.chat and run.model.causal and run.model.chat_template is not None,
        labels=Labels(text=_("The text as it reads"), copy=_("Copy"), copied=_("Copied")),
    )


def _titles(run: Run, read: RunSurprisal) -> list[str]:
    """What hovering over each token says."""
    known = [
        _("{bits} bits: the model gave it {share}", bits=f"{bits:.2f}", share=percent(2 ** -float(bits)))
        for bits in read.surprisal
    ]
    said = [_("the first token: nothing before it could predict it"), *known]
    return [f"{one} · {byte_title(token)}" for one, token in zip(said, run.tokens, strict=True)]


def path(run: Run, read: RunSurprisal, *, whole: bool = True) -> SurprisalPath:
    return SurprisalPath(
        places=kept(run, whole=whole),
        bits=tuple(read.surprisal.round(2).tolist()),
        entropies=tuple(read.entropy.round(2).tolist()),
        texts=tuple(token.text for token in run.tokens),
        n_prompt=len(run.generation.prompt_ids),
        selected=run.selection.position,
        labels=PathLabels(
            surprisal=_("surprisal of the token"),
            entropy=_("entropy before it"),
            bits=_("bits"),
            next=_("next token"),
        ),
        alt=_path_alt(run, read),
    )


def _path_alt(run: Run, read: RunSurprisal) -> str:
    if not len(read.surprisal):
        return _("Surprisal along the text: there is only one token, which nothing could predict.")
    return _(
        "Surprisal along the text of {n} tokens: {mean} bits on average, {most} at most, for {token}.",
        n=len(read.entropy),
        mean=f"{read.surprisal.mean():.1f}",
        most=f"{read.surprisal.max():.1f}",
        token=run.tokens[int(read.surprisal.argmax()) + 1].text,
    )
