"""A conversation as the second training reads it: which of its tokens bear loss, and so teach anything."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from explorer.components.tokens.token_strip import TokenStrip, strip_of
from explorer.findings.home.pretrain_finetune import asked, written
from explorer.text.token import tokens_of
from explorer.words import _, ngettext
from explorer.words.sentences import chip

if TYPE_CHECKING:
    from explorer.models.model import Model


def bears_loss(ids: Sequence[int], *, begins: int, ends: int) -> tuple[bool, ...]:
    """(T,) whether a token is one that the model was to predict: what the assistant says, and the end of it.

    begins: the token that gives the assistant its turn; ends: the one that closes it. As in `training/chat.py`: who
    asks, and the tokens that say whose turn it is, are read and not learned.

    >>> bears_loss([0, 1, 7, 2, 8, 0, 1, 7], begins=2, ends=0)
    (False, False, False, False, True, True, False, False)
    """
    said, marks = False, []
    for id in ids:
        marks.append(said)
        said = id == begins or (said and id != ends)
    return tuple(marks)


def conversation(tuned: "Model", prompt: str) -> tuple[int, ...]:
    """The prompt in the template, and the model's own answer in the place where a person's stood in training."""
    ids = asked(tuned, prompt)
    answer = written(tuned, ids)
    end = tuned.tokenizer.eot
    closed = (answer and answer[-1] in tuned.ends) or len(ids) + len(answer) >= tuned.shape.n_ctx
    return (*ids, *answer) if closed or end is None else (*ids, *answer, end)


def marks_of(tuned: "Model", ids: Sequence[int]) -> tuple[bool, ...]:
    begins, ends = asked(tuned, "?")[-1], tuned.tokenizer.eot
    return bears_loss(ids, begins=begins, ends=-1 if ends is None else ends)


def marked_strip(tuned: "Model", ids: Sequence[int]) -> TokenStrip:
    """The conversation, what bears loss shaded."""
    marks = marks_of(tuned, ids)
    titles = [_("bears loss: it is to be predicted") if mark else _("is read, bears no loss") for mark in marks]
    notes = [_("loss") if mark else "–" for mark in marks]
    label = _("The conversation as the second training reads it")
    shades = [0.75 if mark else 0.0 for mark in marks]
    return strip_of(tokens_of(ids, tuned.tokenizer), label=label, shades=shades, titles=titles, notes=notes)


def what_bears(tuned: "Model", ids: Sequence[int]) -> str:
    marks = marks_of(tuned, ids)
    roles = [token.text for token in tokens_of(ids, tuned.tokenizer)[: marks.index(True)] if token.special][-1:]
    return ngettext(
        "Of these {total} tokens {n} bears loss: what comes after {role}, and the end. The others are read, but the "
        "model is not trained to say them. Here its own answer stands where in training a given one stood.",
        "Of these {total} tokens {n} bear loss: what comes after {role}, and the end. The others are read, but the "
        "model is not trained to say them. Here its own answer stands where in training a given one stood.",
        sum(marks),
        total=len(marks),
        role=" ".join(map(chip, roles)),
    )
