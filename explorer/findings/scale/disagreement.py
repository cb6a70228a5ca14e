"""Why the laws disagree: what is counted, how it was trained, and how small the runs were."""

from explorer.engine.runs import Run
from explorer.figures.numbers import percent
from explorer.findings.scale.frontiers import ways
from explorer.scaling.families import relative
from explorer.scaling.published_laws import additive, embeddings, frontier, steps
from explorer.words import N_, _, translated
from explorer.words.facts import sources_of
from explorer.words.numbers import big

CHANGES = {
    "as Kaplan et al.": N_("trained and counted as Kaplan et al. did"),
    "last layer counted": N_("the compute of the last layer is counted"),
    "shorter warmup": N_("the learning rate rises as long as fits the size, not for equally many steps"),
    "learning rate falls in time": N_("the learning rate has fallen when the text ends"),
    "tuned at each size": N_("learning rate and batch are tuned at each size"),
}
GIANT = "gpt-3"


def embeddings_said(run: Run) -> str:
    """How much of a small model its table of tokens is, and of a giant."""
    shape = run.model.shape
    own = shape.n_vocab * shape.d_model / run.model.n_parameters
    return _(
        "**What is counted.** Kaplan et al. left the table of tokens out. Of a small model it is much: {own} of "
        "{model}'s parameters, but {giant} of GPT-3's. Left out of the count, and with models as small as theirs, the "
        "law of Besiroglu et al. itself seems to have an exponent of {seems} instead of {true}; Kaplan et al. found "
        "{kaplan} (Pearce and Song 2024).",
        own=percent(own),
        model=run.model.name.removeprefix("folder:"),
        giant=percent(giant_share()),
        seems=f"{recounted():.2f}",
        true=f"{additive('besiroglu').exponent:.2f}",
        kaplan=f"{frontier('kaplan').exponent:.2f}",
    )


def giant_share() -> float:
    """Of GPT-3's parameters, how many are its table of tokens."""
    giant = relative(GIANT)
    assert giant.shape is not None
    return giant.figures["vocabulary"].number * giant.shape.width / giant.figures["parameters"].number


def recounted() -> float:
    """The exponent of a good law, counted as Kaplan et al. counted."""
    return next(way.exponent for way in ways() if way.slug == "recounted")


def training_said() -> str:
    done, _where = steps()
    return _(
        "**How it was trained.** Porian et al. 2024 trained as Kaplan et al. had and changed one thing after another: "
        "the exponent falls from {first} to {last}, and the best size at Chinchilla's compute from {much} parameters "
        "to {little}. That the learning rate must fall in time, as Hoffmann et al. had supposed, turned out to matter "
        "least.",
        first=f"{done[0].exponent:.3f}",
        last=f"{done[-1].exponent:.3f}",
        much=big(done[0].parameters, digits=3),
        little=big(done[-1].parameters),
    )


def scale_said() -> str:
    kaplan, hoffmann = frontier("kaplan").runs, frontier("hoffmann-1").runs
    return _(
        "**How far it is drawn on.** The largest model of Kaplan et al. had {kaplan} parameters, that of Hoffmann et "
        "al. {hoffmann}. Where a line is faint, nobody has measured for it.",
        kaplan=big(kaplan.parameters[1]),
        hoffmann=big(hoffmann.parameters[1]),
    )


def table() -> str:
    """Markdown: one change after another."""
    head = (_("Change, upon those above"), _("Exponent"), _("Best size at Chinchilla's compute"))
    done, _where = steps()
    rows = [head, ("---",) * 3]
    rows += [(translated(CHANGES[one.change]), f"{one.exponent:.3f}", big(one.parameters, digits=3)) for one in done]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def sources() -> str:
    return sources_of(embeddings(), steps()[1], frontier("kaplan").runs, frontier("hoffmann-1").runs)
