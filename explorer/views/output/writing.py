"""What the Output page says of a text being written: the player's labels, the marks on the tokens, and a sentence."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from explorer.components.tokens.token_strip import byte_title
from explorer.engine.memory import most_tokens
from explorer.engine.runs import Run
from explorer.figures.numbers import count, percent
from explorer.findings.run_text import prompt_of
from explorer.session import player
from explorer.views.output.run_surprisal import RunSurprisal
from explorer.words import _, ngettext
from explorer.words.sentences import chip

DEEPEST = 12.0
"""Bits at which a token has the full colour: one in 4,096."""


def buttons(run: Run) -> dict[str, Any]:
    """Everything that the component `player` shows."""
    play, generation = player.current(), run.generation
    playing = play is not None and play.going
    over = player.ending(run) is not None
    return {
        "playing": playing,
        "can": {
            "rewind": generation.step > 0,
            "back": generation.step > 0,
            "play": not over,
            "step": not over,
            "cancel": play is not None and play.began.generated != run.question.generated,
        },
        "labels": labels(),
        "speeds": [{"value": value, "text": text} for value, text in _speeds().items()],
        "speed": player.speed(),
        "amounts": player.AMOUNTS,
        "amount": player.amount(),
        "seed": run.question.sampling.seed,
        "status": _status(run, play if playing else None),
        "progress": _progress(run, play if playing else None),
    }


def labels() -> dict[str, str]:
    return {
        "rewind": _("Rewind to the prompt"),
        "back": _("One token back"),
        "play": _("Play"),
        "play_title": _("Let the model go on with the text"),
        "pause": _("Pause"),
        "step": _("One token on"),
        "cancel": _("Cancel: back to where you pressed play or changed a token"),
        "amount": _("tokens"),
        "speed": _("speed"),
        "seed": _("seed"),
    }


def _speeds() -> dict[str, str]:
    return {"slow": _("slow"), "steady": _("steady"), "fast": _("fast")}


def _status(run: Run, play: player.Play | None) -> str:
    step, steps = run.generation.step, len(run.generation.generated)
    if play:
        return _("Writing token {n} of {most}", n=step - play.began.step, most=play.until - play.began.step)
    if (ending := player.ending(run)) is not None:
        return _endings(run)[ending]
    if step < steps:
        return _("At token {step} of {steps}", step=step, steps=steps)
    if step:
        return ngettext("{n} token written", "{n} tokens written", step)
    return _("Press play: the model goes on with your text")


def _endings(run: Run) -> dict[str, str]:
    return {
        "end": _("The model has ended its text here"),
        "n_ctx": _(
            "The context is full: {model} reads at most {n_ctx} tokens",
            model=run.model.name,
            n_ctx=most_tokens(run.model.shape),
        ),
    }


def _progress(run: Run, play: player.Play | None) -> float:
    step, steps = run.generation.step, len(run.generation.generated)
    if play:
        return (step - play.began.step) / max(1, play.until - play.began.step)
    return step / steps if steps else 0.0


def shades(read: RunSurprisal) -> list[float]:
    """0..1 a token, none for the first."""
    return [0.0, *np.clip(read.surprisal / DEEPEST, 0, 1).round(2).tolist()]


def notes(read: RunSurprisal) -> list[str]:
    """What stands beneath each token: its bits."""
    return ["–", *(f"{bits:.1f}" for bits in read.surprisal)]


def titles(run: Run, read: RunSurprisal) -> list[str]:
    """What hovering over each token says."""
    known = [
        _("{bits} bits: the model gave it {share}", bits=f"{bits:.2f}", share=percent(2 ** -float(bits)))
        for bits in read.surprisal
    ]
    said = [_("the first token: nothing before it could predict it"), *known]
    return [f"{one} · {byte_title(token)}" for one, token in zip(said, run.tokens, strict=True)]


def sentence_of(run: Run, read: RunSurprisal) -> str:
    """What was learnt of this run: its perplexity, its greatest surprise, and what comes."""
    return _("{first} {second}", first=_so_far(run, read), second=_ahead(read))


def _so_far(run: Run, read: RunSurprisal) -> str:
    n_prompt, n = len(run.generation.prompt_ids), len(run.tokens)
    said = _said(run)
    prompt, written = read.perplexity(*said), read.perplexity(n_prompt, n)
    if written is None and prompt is None:
        return _("So far nothing has been predicted.")
    start, stop = said if written is None else (n_prompt, n)
    most = start + int(read.surprisal[start - 1 : stop - 1].argmax())
    places = {
        "n": n - n_prompt,
        "token": chip(run.tokens[most].text),
        "bits": f"{read.surprisal[most - 1]:.1f}",
        "prompt": _rounded(prompt),
        "written": _rounded(written),
    }
    if written is None:
        return _("Your prompt's perplexity is {prompt}; its most surprising token is {token} ({bits} bits).", **places)
    if prompt is None:
        return _(
            "The text written has perplexity {written}; its most surprising token is {token} ({bits} bits).", **places
        )
    return _(
        "The text written has perplexity {written}, your prompt {prompt}; "
        "the most surprising token written is {token} ({bits} bits).",
        **places,
    )


def _said(run: Run) -> tuple[int, int]:
    """From where to where a prompt is what somebody said: a chat template's marks, which nobody expects, are not."""
    own = prompt_of(run).own
    return max(1, own.start), max(1, own.stop)


def _ahead(read: RunSurprisal) -> str:
    bits = float(read.entropy[-1])
    return _(
        "Before the next token the model is as undecided as between {k} equally likely ones (entropy {bits} bits).",
        k=_rounded(2**bits),
        bits=f"{bits:.1f}",
    )


def _rounded(number: float | None) -> str:
    if number is None:
        return ""
    return f"{number:.1f}" if number < 100 else count(round(number))


def path_labels() -> dict[str, str]:
    return {
        "surprisal": _("surprisal of the token"),
        "entropy": _("entropy before it"),
        "bits": _("bits"),
        "next": _("next token"),
    }


def path_alt(texts: Sequence[str], read: RunSurprisal) -> str:
    if not len(read.surprisal):
        return _("Surprisal along the text: there is only one token, which nothing could predict.")
    return _(
        "Surprisal along the text of {n} tokens: {mean} bits on average, {most} at most.",
        n=len(texts),
        mean=f"{read.surprisal.mean():.1f}",
        most=f"{read.surprisal.max():.1f}",
    )
