"""How target and foil climb through the layers at the selected position."""

from explorer.analysis.lens_readouts import LensReadout
from explorer.engine.runs import Run
from explorer.errors import Refused
from explorer.figures.numbers import count, percent
from explorer.figures.rank_paths import RankLabels, RankPath
from explorer.findings.courses import at_layer, course
from explorer.findings.features.readouts import readouts_of, tuned
from explorer.findings.features.target_foil import name_of
from explorer.trace.logit_difference import LogitDifference
from explorer.words import _
from explorer.words.sentences import chip, joined


def rank_figure(run: Run, asked: LogitDifference) -> tuple[list[RankPath], RankLabels]:
    """The paths of the target, and of the foil where it is a token, by each lens that there is."""
    tokens = tokens_of(asked)
    has_tuned = not isinstance(tuned(run), Refused)
    paths = paths_of(run, tokens, _logit_lens(run, tokens), _read(run, tokens, tuned_lens=True) if has_tuned else None)
    labels = RankLabels(
        layers=(_("Emb."), *(str(layer + 1) for layer in range(run.model.shape.n_layers))),
        layer=_("Layer"),
        rank=_("rank among all tokens"),
        told=_("{name}: rank {rank}, {share}", name="%{meta}", rank="%{y:,}", share="%{text}"),
    )
    return paths, labels


def spoken(paths: list[RankPath]) -> str:
    """The lines for those who do not see them: every token's rank by every lens, and what it ends with."""
    return joined(*(_path_spoken(path) for path in paths))


def _path_spoken(path: RankPath) -> str:
    line = course(path.name, enumerate(path.ranks), at_layer, lambda rank: _("rank {n}", n=count(round(rank))))
    return joined(line, _("At the end it has {share}.", share=path.shares[-1]))


def climb(run: Run, asked: LogitDifference) -> str:
    """How the target climbs, in a sentence."""
    tokens = tokens_of(asked)
    return said(run, tokens, _logit_lens(run, tokens))


def tokens_of(asked: LogitDifference) -> tuple[int, ...]:
    return (asked.target, asked.foil) if isinstance(asked.foil, int) else (asked.target,)


def _logit_lens(run: Run, tokens: tuple[int, ...]) -> LensReadout:
    return _read(run, tokens, tuned_lens=False)


def _read(run: Run, tokens: tuple[int, ...], *, tuned_lens: bool) -> LensReadout:
    return readouts_of(run, (run.position,), tokens, tuned_lens=tuned_lens)


def paths_of(run: Run, tokens: tuple[int, ...], logit: LensReadout, tuned_lens: LensReadout | None) -> list[RankPath]:
    """One a token and lens."""
    paths = []
    for i, (token, role) in enumerate(zip(tokens, ("gain", "loss"), strict=False)):
        for readings, dashed in ((logit, False), (tuned_lens, True)):
            if readings is None:
                continue
            name = name_of(run, token)
            shares = [percent(float(share)) for share in readings.shares[:, 0, i]]
            label = _("{token}, tuned lens", token=name) if dashed else name
            paths.append(RankPath(label, tuple(map(int, readings.ranks[:, 0, i])), tuple(shares), role, dashed))
    return paths


def said(run: Run, tokens: tuple[int, ...], logit: LensReadout) -> str:
    """Where the first of them starts, and from where on it is on top."""
    ranks = logit.ranks[:, 0, 0]
    best = int(ranks.argmin())
    about = {
        "token": chip(name_of(run, tokens[0])),
        "first": count(int(ranks[0])),
        "last": count(int(ranks[-1])),
        "best": count(int(ranks[best])),
        "layer": best,
    }
    if best == len(ranks) - 1 or ranks[best] == ranks[-1]:
        return _("{token} goes from rank {first} at the embedding to rank {last} at the end.", **about)
    if best == 0:
        return _("{token} stands highest at the embedding, at rank {best}, and ends at rank {last}.", **about)
    return _(
        "{token} goes from rank {first} at the embedding up to rank {best} after layer {layer}, and ends at rank "
        "{last}.",
        **about,
    )
