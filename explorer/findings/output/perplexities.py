"""A run's perplexity, its greatest surprise, and what comes, in a sentence."""

from explorer.engine.runs import Run
from explorer.figures.numbers import count
from explorer.findings.output.run_surprisal import RunSurprisal
from explorer.findings.run_text import prompt_of
from explorer.findings.token_names import told
from explorer.words import _
from explorer.words.sentences import joined


def perplexities(run: Run, read: RunSurprisal) -> str:
    """What was learnt of this run."""
    return joined(_so_far(run, read), _ahead(read))


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
        "token": told(run.tokens, most),
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
