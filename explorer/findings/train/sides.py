"""What can be laid side by side: a visitor's trainings, and the presets that nobody has trained yet."""

from collections.abc import Mapping

from explorer.engine.training_start import start
from explorer.engine.trainings import Progress
from explorer.findings.train import mine
from explorer.findings.train.presets import Preset, preset, presets
from explorer.words import _

FIRST, SMALL = "first", "small"
"""The presets that stand there before anything is trained: they differ in the model's size alone."""


def trained(owner: str) -> dict[str, Progress]:
    """Those that have a loss to show, the newest first, by key."""
    return {one.key: one for one in mine.all_of(owner) if one.held_out}


def untrained(done: Mapping[str, Progress]) -> dict[str, Preset]:
    """By slug."""
    orders = [one.order for one in done.values()]
    return {one.slug: one for one in presets() if one.order not in orders}


def offered(done: Mapping[str, Progress]) -> dict[str, str]:
    """What can be chosen, by key or slug, and what it is called."""
    mine_first = {key: mine.name(one) for key, one in done.items()}
    return mine_first | {slug: _("{name} (not trained yet)", name=one.title) for slug, one in untrained(done).items()}


def first_pair(done: Mapping[str, Progress]) -> tuple[str, str]:
    """The two newest; where there are fewer, presets stand in."""
    keys, fresh = list(done)[:2], untrained(done)
    wished = [slug for slug in (FIRST, SMALL, *fresh) if slug in fresh]
    one, other = (keys[::-1] + list(dict.fromkeys(wished)))[:2]
    return one, other


def side(chosen: str, done: Mapping[str, Progress]) -> Progress:
    """As far as it has come: of a preset that nobody has trained, before its first step."""
    if chosen in done:
        return done[chosen]
    order = preset(chosen).order
    return next((one for one in done.values() if one.order == order), None) or start(order).progress
