"""What the folder of a training says of it: how far it is, what is kept, why it does not go on, what is lost."""

from dataclasses import replace
from pathlib import Path

from explorer.engine.training_room import on_disk
from explorer.errors import Refused
from explorer.models.training import folder as files
from explorer.models.training.folder import Written
from explorer.models.training.order import Order


def written_in(folder: Path) -> Written:
    try:
        return files.progress_in(folder)
    except (OSError, ValueError, TypeError, KeyError):  # somebody has been at it
        return Written(written=0.0)


def kept_in(folder: Path) -> int:
    """The step of its last checkpoint; 0 where there is none."""
    return files.checkpoint_in(folder)[0]


def errors_in(folder: Path) -> str:
    try:
        return (folder / files.ERRORS).read_text(encoding="utf-8", errors="replace")[-500:]
    except OSError:
        return ""


def end(folder: Path) -> None:
    """It learns no more: what came after its last checkpoint is forgotten."""
    with on_disk():
        kept = kept_in(folder)
        files.write_progress(folder, replace(written_in(folder).until(kept), ending="stopped"))


def seconds_left(order: Order, written: Written) -> float | None:
    """Seconds, as fast as it was lately."""
    if not written.step or written.ending is not None:
        return None
    usual = written.step * order.tokens_a_step / written.seconds if written.seconds else 0.0
    speed = written.tokens_a_second or usual
    steps = (order.steps - written.step) * order.tokens_a_step / speed if speed else 0.0
    return max(0.0, min(steps, order.most_seconds - written.seconds))


def why_not(written: Written, kept: int) -> Refused | None:
    """Of a training that was begun and does not go on: what happened, and what is lost."""
    steps = {"step": written.step, "kept": kept}
    if not written.process or written.ending is not None or written.pause == "asked":
        return None
    if written.pause == "server":
        return Refused("the server was ended, and the training with it, at step {step}: go on from there", **steps)
    if written.pause == "absent":
        return Refused("it paused at step {step}, since nobody was here any more: go on from there", **steps)
    if written.pause == "disk":
        return Refused(
            "the disk is full, so the training stopped at step {step}: make room, and go on from step {kept}, which is "
            "kept whole",
            **steps,
        )
    if not kept:
        return Refused("its process was ended before anything was kept: begin again from the first step")
    return Refused(
        "its process was ended from outside at step {step}, and what came after step {kept} is lost: go on from there",
        **steps,
    )
