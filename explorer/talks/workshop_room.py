"""A workshop that a room works through: what its presenter sees of it, and what its participants see of each other."""

from explorer.components.play.task_board import Labels, Row, TaskBoard
from explorer.rooms.looking import Sight
from explorer.talks.workshop import Workshop
from explorer.words import _, language, ngettext

MOST = 12
"""Lines of others that one participant is shown."""


def board(workshop: Workshop, sight: Sight, chosen: int) -> TaskBoard:
    """For the room's screen: only numbers, and the lines that the presenter has let through."""
    lang, n_tasks = language(), len(workshop.questions)
    chosen = min(chosen, n_tasks - 1)
    written = [note for note in sight.notes if note.task == chosen and note.text]
    waiting = sum(not note.through for note in written)
    return TaskBoard(
        title=workshop.walk.title.said(lang),
        rows=tuple(_row(workshop, sight, task) for task in range(n_tasks)),
        people=sight.players,
        chosen=chosen,
        ask=workshop.questions[chosen].ask.said(lang),
        lines=tuple(note.text for note in written if note.through),
        rest=_rest(waiting),
        labels=Labels(
            tasks=_("Tasks"),
            task=_("task"),
            looked=_("looked"),
            answered=_("answered"),
            skipped=_("skipped"),
            none=_("Nothing has been let through yet."),
        ),
    )


def _row(workshop: Workshop, sight: Sight, task: int) -> Row:
    title = workshop.walk.scenes[task].title.said(language())
    notes = [note for note in sight.notes if note.task == task]
    looked, answered = sum(note.seen for note in notes), sum(bool(note.text) for note in notes)
    skipped = len(notes) - looked
    told = _(
        "Task {n}, {title}: {looked} looked, {answered} answered, {skipped} skipped, of {people}",
        n=task + 1,
        title=title,
        looked=looked,
        answered=answered,
        skipped=skipped,
        people=sight.players,
    )
    return Row(title, looked, answered, skipped, told)


def _rest(waiting: int) -> str:
    if not waiting:
        return ""
    return ngettext(
        "{n} line is kept back until you have let it through.",
        "{n} lines are kept back until you have let them through.",
        waiting,
    )


def versions(workshop: Workshop, sight: Sight, player: int) -> tuple[int, ...]:
    """Of each task, which version of this participant's the room has."""
    has = {note.task: note.version for note in sight.notes if note.player == player}
    return tuple(has.get(task, 0) for task in range(len(workshop.questions)))


def said_by_others(sight: Sight, player: int, task: int) -> tuple[str, ...]:
    """What the presenter let through of the others' lines, for whoever has written one."""
    notes = [note for note in sight.notes if note.task == task and note.text]
    if not any(note.player == player for note in notes):
        return ()
    return tuple(note.text for note in notes if note.through and note.player != player)[:MOST]
