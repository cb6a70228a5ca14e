"""The vectors that a token begins with, and where its own lies among all of the vocabulary's."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.analysis.umap_layout import NEIGHBOURS as NEAR
from explorer.analysis.umap_layout import umap_installed
from explorer.analysis.vocabulary_map import Map, nearest, nearest_to_vector, principal_map, umap_map
from explorer.components.tokens.token_strip import TokenStrip, strip_of
from explorer.engine.cache import once
from explorer.engine.runs import Run
from explorer.figures.numbers import count, percent
from explorer.figures.vocabulary_map import Cloud
from explorer.text.token import Token, token_alone
from explorer.text.vocabulary import SCRIPTS, vocabulary_of
from explorer.trace.edits import Show
from explorer.words import _, ngettext
from explorer.words.sentences import apart, chip, listed

LARGEST = 8_192
"""Tokens on the map: those of the lowest ids, which byte-pair encoding has made of the commonest pairs."""

NEIGHBOURS = 12
BESIDE = 3
"""Tokens that are named as the nearest on the map."""
FEWEST = 3
"""Different tokens of a prompt that make a map of their own."""

WHOLE, PROMPT = "whole", "prompt"

PATCH = 4
"""The group of a picture's patches, after those of the scripts."""


@dataclass(frozen=True)
class Choice:
    of: str
    flat: bool
    umap: bool


def lengths(run: Run) -> str:
    """The two vectors in numbers."""
    token = run.trace["hook_embed"][run.position].astype(np.float64)
    about = {"token": chip(run.tokens[run.position].text), "long": f"{np.linalg.norm(token):.2f}"}
    if "hook_pos_embed" not in run.trace.names:
        return _("The vector of {token} is {long} long.", **about)
    place = run.trace["hook_pos_embed"][run.position].astype(np.float64)
    size = np.linalg.norm(token) * np.linalg.norm(place)
    return _(
        "The vector of {token} is {long} long, the one added for position {position} is {place}; the cosine between "
        "them is {cosine}.",
        position=run.position + 1,
        place=f"{np.linalg.norm(place):.2f}",
        cosine=f"{token @ place / max(size, 1e-30):.2f}".replace("-", "−"),
        **about,
    )


def nearest_to(run: Run, id: int) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """The nearest neighbours of a token in the whole vocabulary, and their cosines; of a patch, of what it is to the
    model."""
    patch = patch_of(run, id)
    if patch is not None:
        return nearest_to_vector(run.model.embedding.W_E, shown_vectors(run)[patch], NEIGHBOURS)
    key = ("nearest", run.model.fingerprint, id)
    return once(key, lambda: nearest(run.model.embedding.W_E, id, NEIGHBOURS))


def shown_vectors(run: Run) -> NDArray[np.float32]:
    """(n, D) of a picture's patches, as the decoder reads them; none where it is shown no picture."""
    return run.trace["hook_embed"][:0] if run.shown is None else run.shown.vectors


def patch_of(run: Run, id: int) -> int | None:
    """Which of the picture's tokens is selected, where `id` is theirs."""
    show = run.shown
    if show is None or run.trace.ids[run.position] != id or not _within(show, run.position):
        return None
    return run.position - show.start


def _within(show: Show, position: int) -> bool:
    return show.start <= position < show.start + len(show.vectors)


def ids_of(run: Run, of: str) -> NDArray[np.int64]:
    """The tokens on the map: the run's own, or the lowest ids and the run's. A picture's patches are no ids, and come
    after them."""
    show = run.shown
    own = np.unique([id for at, id in enumerate(run.trace.ids) if show is None or not _within(show, at)])
    return own if of == PROMPT else np.union1d(np.arange(min(LARGEST, len(run.model.embedding.W_E))), own)


def placed(run: Run, choice: Choice, ids: NDArray[np.int64]) -> Map:
    """The map; kept, since its fit takes a moment."""
    picture = run.shown.digest if run.shown else ""
    key = ("map", run.model.fingerprint, choice.umap, choice.umap and choice.flat, ids.tobytes(), picture)
    return once(key, lambda: _laid_out(run, choice, ids))


def _laid_out(run: Run, choice: Choice, ids: NDArray[np.int64]) -> Map:
    vectors = np.concatenate([run.model.embedding.W_E[ids], shown_vectors(run)])
    return umap_map(vectors, 2 if choice.flat else 3) if choice.umap else principal_map(vectors)


def cloud(run: Run, map: Map, ids: NDArray[np.int64], neighbours: NDArray[np.int64], id: int) -> Cloud:
    """The map's points, with the run's tokens, the nearest neighbours and the selected one marked."""
    place, show = {int(one): i for i, one in enumerate(ids)}, run.shown
    patches = range(show.start, show.start + len(show.vectors)) if show else range(0)
    own = [len(ids) + at - patches.start if at in patches else place[one] for at, one in enumerate(run.trace.ids)]
    return Cloud(
        map.xyz,
        [*run.texts_of(ids), *(run.tokens[at].text for at in patches)],
        np.concatenate([_groups(run, ids), np.full(len(patches), PATCH)]),
        [place for at, place in enumerate(own) if at not in patches],
        [place[int(one)] for one in neighbours if int(one) in place],
        own[run.position] if patch_of(run, id) is not None else place.get(id, own[run.position]),
    )


def group_names(run: Run) -> tuple[str, ...]:
    """Of the legend's kinds of points."""
    scripts = (_("Latin letters"), _("kana"), _("kanji (Han)"), _("everything else"))
    return scripts if run.shown is None else (*scripts, _("the picture's patches"))


def neighbours_strip(run: Run, ids: Sequence[int], cosines: NDArray[np.float32]) -> TokenStrip:
    """A token and its nearest neighbours, each with its cosine beneath."""
    return strip_of(
        [_of_strip(run, id) for id in ids],
        label=_("Nearest neighbours by cosine"),
        selected=0,
        text=False,
        notes=["1.00", *(f"{cosine:.2f}".replace("-", "−") for cosine in cosines)],
    )


def _of_strip(run: Run, id: int) -> Token:
    return token_alone(id, run.model.tokenizer) if patch_of(run, id) is None else run.tokens[run.position]


def nearest_said(run: Run, id: int, ids: NDArray[np.int64], cosines: NDArray[np.float32]) -> str:
    """Which other token is nearest to one."""
    if not len(ids):
        return _("The vocabulary has no other token.")
    if patch_of(run, id) is not None:
        return _(
            "This patch of the picture is no word: the projector made its vector of what the tower saw. Of the words' "
            "vectors that of {token} is nearest: {cosine}, where 1 is the same direction and 0 a right angle.",
            token=chip(run.texts_of(ids[:1])[0]),
            cosine=f"{cosines[0]:.2f}".replace("-", "−"),
        )
    token, other = (chip(text) for text in run.texts_of((id, ids[0])))
    return _(
        "Nearest to {token} is {other}: {cosine}, where 1 is the same direction and 0 a right angle.",
        token=token,
        other=other,
        cosine=f"{cosines[0]:.2f}".replace("-", "−"),
    )


def place_of(run: Run) -> tuple[str, tuple[int, ...], int]:
    return run.model.name, run.trace.ids, run.position


def _groups(run: Run, ids: NDArray[np.int64]) -> NDArray[np.int64]:
    """(n,) 0 Latin, 1 kana, 2 Han, 3 all else; ids beyond the tokenizer's are all else."""
    scripts = vocabulary_of(run.model.tokenizer).scripts
    own = np.full(len(ids), SCRIPTS.index("none"))
    known = ids < len(scripts)
    own[known] = scripts[ids[known]]
    return np.select([own == SCRIPTS.index(name) for name in ("Latin", "Kana", "Han")], [0, 1, 2], 3)


def axes(map: Map) -> tuple[str, ...]:
    if map.explained is None:
        return ("UMAP 1", "UMAP 2", "UMAP 3")
    first, second, third = (f"{100 * share:.1f} %" for share in map.explained)
    return (
        _("first direction ({share} of the variance)", share=first),
        _("second direction ({share})", share=second),
        _("third direction ({share})", share=third),
    )


def about(run: Run, choice: Choice, n: int, kept: float | None) -> str:
    said = ngettext("{n} token on the map.", "{n} tokens on the map.", n)
    if n < len(run.model.embedding.W_E) and choice.of == WHOLE:
        said += " " + _("They are those of the lowest ids, with this run's.")
    if len(set(run.trace.ids)) < FEWEST:
        said += " " + _("A map of this run alone needs three different tokens.")
    if not choice.umap:
        said += " " + _(
            "Principal components show the plane of largest variance; what lies near on it may be far apart in the "
            "other directions, so neighbours are found in all of them."
        )
    if kept is not None:
        said += " " + _(
            "Checked: of each token's {k} nearest, {kept} are among its nearest on the map.",
            k=min(NEAR, n - 1),
            kept=percent(kept),
        )
    if not umap_installed():
        said += " " + _("UMAP is offered where umap-learn is installed.")
    return said


def spoken(run: Run, drawn: Cloud) -> str:
    """The map for those who do not see it: what it is made of, and what lies nearest to the selected token on it."""
    sizes = np.bincount(drawn.groups, minlength=len(group_names(run)))
    kinds = (
        _("{name}: {what}", name=name, what=count(int(n))) for name, n in zip(group_names(run), sizes, strict=True) if n
    )
    away = np.linalg.norm(drawn.xyz[:, :2] - drawn.xyz[drawn.selected, :2], axis=1)
    there: list[int] = [at for at in away.argsort(kind="stable").tolist() if at != drawn.selected]
    return _(
        "{kinds}. Nearest to {token} on the plane lie {near}; of its {n} nearest in all directions {kept} are among "
        "the {n} nearest there.",
        kinds=apart(*kinds),
        token=chip(drawn.texts[drawn.selected]),
        near=listed([chip(drawn.texts[at]) for at in there[:BESIDE]]),
        n=len(drawn.near),
        kept=len(set(drawn.near) & set(there[: len(drawn.near)])),
    )
