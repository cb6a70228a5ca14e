"""Gradient × input, and integrated gradients as a job, kept for whoever asks the same."""

from typing import TYPE_CHECKING

from explorer.engine import cache

if TYPE_CHECKING:
    from collections.abc import Hashable

    from explorer.engine.jobs import Handle
    from explorer.models.model import Model
    from explorer.trace.input_credits import InputAttribution, Question

AT_ONCE = 2e9
"""Tokens × parameters up to which nobody has to ask for it: some ten seconds."""


def simple(model: "Model", question: "Question") -> "InputAttribution":
    """Gradient × input."""
    from explorer.trace.gradients import gradient_times_input

    key = ("gradient x input", model.fingerprint, question)
    return cache.once(key, lambda: gradient_times_input(model, question))


def key_of(model: "Model", question: "Question") -> "Hashable":
    return "integrated gradients", model.fingerprint, question


def light(model: "Model", question: "Question") -> bool:
    return len(question.ids) * model.n_parameters <= AT_ONCE


def known(model: "Model", question: "Question") -> "InputAttribution | None":
    return cache.peek(key_of(model, question))


def credits_of(handle: "Handle", model: "Model", question: "Question") -> "InputAttribution":
    """It says how far it is after every few points, and can be cancelled there."""
    from explorer.trace.gradients import integrated_gradients

    def told(points: int, of: int) -> None:
        said = {"done": points, "of": of}
        handle.report(points, of, "Gradients at point {done} of {of}: more where they do not add up", **said)

    attribution = integrated_gradients(model, question, told=told)
    if attribution.sums is None or not attribution.sums.holds:
        return attribution  # not kept: another time it may get further
    return cache.put(key_of(model, question), attribution)
