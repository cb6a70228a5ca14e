"""How the tokens that the page asks about climb through the layers at the selected position."""

import streamlit as st

from explorer.analysis.lens_readouts import LensReadout
from explorer.components.frame.theme import shown
from explorer.engine.runs import Run
from explorer.errors import Refused
from explorer.figures.numbers import count, percent
from explorer.figures.palette import palette
from explorer.figures.rank_paths import RankLabels, RankPath, rank_paths
from explorer.views.features.reading import readouts_of, tuned
from explorer.views.features.target_foil import Contest, name_of
from explorer.views.sentence import sentence
from explorer.words import _
from explorer.words.sentences import chip

BARE = {"displayModeBar": False}


def show(run: Run, contest: Contest) -> None:
    tokens = (contest.token, contest.against) if isinstance(contest.against, int) else (contest.token,)
    here = range(run.position, run.position + 1)
    logit = readouts_of(run, here, tokens, tuned_lens=False)
    has_tuned = not isinstance(tuned(run), Refused)
    paths = paths_of(run, tokens, logit, readouts_of(run, here, tokens, tuned_lens=True) if has_tuned else None)
    labels = RankLabels(
        layers=(_("Emb."), *(str(layer + 1) for layer in range(run.model.shape.n_layers))),
        layer=_("Layer"),
        rank=_("rank among all tokens"),
        told=_("{name}: rank {rank}, {share}", name="%{meta}", rank="%{y:,}", share="%{text}"),
    )
    figure = rank_paths(paths, run.model.shape.n_vocab, labels, palette(shown()))
    st.plotly_chart(figure, key="features_ranks", config=BARE, alt=_("The rank of the chosen tokens after each layer"))
    sentence(said(run, tokens, logit), key="features_rank")


def paths_of(run: Run, tokens: tuple[int, ...], logit: LensReadout, tuned_lens: LensReadout | None) -> list[RankPath]:
    """One a token and lens."""
    found = []
    for i, (token, role) in enumerate(zip(tokens, ("gain", "loss"), strict=False)):
        for readings, dashed in ((logit, False), (tuned_lens, True)):
            if readings is None:
                continue
            name = name_of(run, token)
            shares = [percent(float(share)) for share in readings.shares[:, 0, i]]
            label = _("{token}, tuned lens", token=name) if dashed else name
            found.append(RankPath(label, tuple(map(int, readings.ranks[:, 0, i])), tuple(shares), role, dashed))
    return found


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
