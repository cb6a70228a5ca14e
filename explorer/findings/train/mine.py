"""A visitor's own trainings: which is to be shown, and what each is called."""

from dataclasses import replace

from explorer.engine.training_start import start
from explorer.engine.trainings import Progress, trainings
from explorer.errors import Refused
from explorer.figures.numbers import count
from explorer.findings.train import settings
from explorer.findings.train.head import Look
from explorer.findings.train.presets import of_order
from explorer.models.training.order import Order
from explorer.words import _

LIVE = ("waiting", "running", "paused")


def all_of(owner: str) -> list[Progress]:
    """The newest first; what has gone meanwhile is left out."""
    found = []
    for key in reversed(trainings.keys(owner)):
        try:
            found.append(trainings.progress(owner, key))
        except Refused:
            continue
    return found


def shown(owner: str, order: Order | None) -> Progress | None:
    """The one that goes on; else the newest of this order; None where there is none."""
    mine = all_of(owner)
    live = [one for one in mine if one.state in LIVE]
    same = [one for one in mine if one.order == order]
    return next(iter(live + same), None)


def look_of(owner: str, progress: Progress) -> tuple[Progress, Look]:
    """What there is to see: before its process has looked for the first time, or is begun, the model as it begins."""
    if progress.looks and progress.key:
        return progress, lambda step: trainings.attention(owner, progress.key, step)
    begun = start(progress.order)
    fresh = begun.progress
    known = replace(
        progress,
        held_out=fresh.held_out,
        samples=fresh.samples,
        n_parameters=fresh.n_parameters,
        n_vocab=fresh.n_vocab,
        watched=fresh.watched,
        looks=fresh.looks,
    )
    return known, lambda step: begun.attention


def name(progress: Progress) -> str:
    """What the visitor would call it."""
    return of_order_name(progress.order)


def of_order_name(order: Order) -> str:
    preset = of_order(order)
    return preset.title if preset else described(order)


def described(order: Order) -> str:
    """Its settings in a line."""
    return _(
        "{text}, {layers} × {heads} × {width}, rate {rate}",
        text=settings.text_name(order.text),
        layers=order.n_layers,
        heads=order.n_heads,
        width=count(order.d_model),
        rate=f"{order.rate:g}",
    )


def prompt_of(progress: Progress) -> str:
    """A prompt of the kind that it has learnt from, short enough for its context; "" where there is none."""
    half = progress.watched[: len(progress.watched) // 2]
    return "".join(half).replace("\ufffd", "").strip()


def file_name(progress: Progress) -> str:
    """What a model of it is called at first: letters, digits and - alone."""
    preset = of_order(progress.order)
    return preset.slug if preset else f"{progress.order.text or 'own'}-{progress.n_parameters}"
