"""The stages of the pass, each told in a sentence with this run's own numbers."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from explorer.analysis.norms import added_norms, residual_norms
from explorer.components.stream.whole_pass import Kind, Stage
from explorer.engine.runs import Run
from explorer.figures.numbers import percent
from explorer.findings.chat_marks import added, own_of
from explorer.findings.home.whole_pass.guesses import guesses
from explorer.findings.token_names import told
from explorer.text.token import Token
from explorer.text.tokenizer import Tokenizer
from explorer.words import _
from explorer.words.numbers import characters, tokens
from explorer.words.sentences import chip, joined, parts

Floats = NDArray[np.floating]


def stages(run: Run) -> list[Stage]:
    """In order, from characters to the chosen token."""
    sizes, (attention, mlp) = residual_norms(run.trace)[:, -1], added_norms(run.trace)
    told = _beginning(run)
    for layer in range(run.model.shape.n_layers):
        before, after = f"{sizes[layer]:.1f}", f"{sizes[layer + 1]:.1f}"
        told.append(_stage("attention", _attention(run, layer, f"{attention[layer, -1]:.1f}"), layer))
        told.append(_stage("mlp", _mlp(run, layer, f"{mlp[layer, -1]:.1f}", before, after), layer))
    return told + (_ending(run) if run.model.causal else [_no_ending(run)])


def _stage(kind: Kind, said: str, layer: int | None = None) -> Stage:
    return Stage(kind, parts(said), layer)


def _beginning(run: Run) -> list[Stage]:
    own, last = [run.tokens[place] for place in own_of(run)], run.tokens[-1]
    n_characters, cut = len(text_of(own, run.model.tokenizer)), _("① It is cut into {tokens}.", tokens=tokens(len(own)))
    number = _(
        "Each token is a number, its place among {n_vocab}: {token} is {id}.",
        n_vocab=f"{run.model.shape.n_vocab:,}",
        token=chip(last.text),
        id=last.id,
    )
    return [
        _stage("characters", _("A text of {characters} comes in.", characters=characters(n_characters))),
        _stage("tokens", joined(cut, added(run))),
        _stage("ids", number),
        _stage("vectors", _vectors(run)),
    ]


def text_of(some: Sequence[Token], tokenizer: Tokenizer) -> str:
    """What the tokens were before the text was cut, without special ones."""
    return tokenizer.decode([token.id for token in some if not token.special])


def _vectors(run: Run) -> str:
    d_model = run.model.shape.d_model
    if run.model.embedding.W_pos is None:
        return _("Each number fetches its row of the embedding: a vector of {d_model} numbers.", d_model=d_model)
    return _(
        "Each number fetches its row of the embedding, a vector of {d_model} numbers, and the row of its position is "
        "added.",
        d_model=d_model,
    )


def _attention(run: Run, layer: int, added: str) -> str:
    rows = run.trace.pattern_row(layer, len(run.tokens) - 1)
    head, key = clearest_look(rows)
    places = {"layer": layer + 1, "n_heads": len(rows), "token": told(run.tokens, len(run.tokens) - 1), "added": added}
    return _(
        "② Layer {layer}: {n_heads} heads let {token} look at the tokens it may see. Head {head} takes most from "
        "{other} ({share}). Together they add a vector of length {added}.",
        head=head + 1, other=told(run.tokens, key), share=percent(float(rows[head, key])), **places,
    )  # fmt: skip


def _mlp(run: Run, layer: int, added: str, before: str, after: str) -> str:
    return _(
        "③ Layer {layer}: in the MLP, {neurons} neurons read each token by itself; they add a vector of length "
        "{mlp} to {token}, whose own went in with length {before} and goes on with {after}.",
        layer=layer + 1,
        neurons=f"{run.model.shape.d_mlp:,}",
        mlp=added,
        token=told(run.tokens, len(run.tokens) - 1),
        before=before,
        after=after,
    )


def clearest_look(rows: Floats) -> tuple[int, int]:
    """(head, key) of the largest share in (H, T), leaving out the token itself, and the first as long as others are
    left: on these two, heads rest."""
    n_keys = rows.shape[1]
    others = rows.copy()
    if n_keys > 1:
        others[:, -1] = -1
    if n_keys > 2:
        others[:, 0] = -1
    head, key = np.unravel_index(others.argmax(), others.shape)
    return int(head), int(key)


def _ending(run: Run) -> list[Stage]:
    offered = guesses(run)
    first, chosen = offered[0], next(guess for guess in offered if guess.chosen)
    logits = _(
        "④ The vector at {token} is held against all {n_vocab} tokens: each gets a score, its logit. "
        "The highest is {first} with {logit}.",
        token=told(run.tokens, len(run.tokens) - 1),
        n_vocab=f"{run.model.shape.n_vocab:,}",
        first=chip(first.text),
        logit=first.logit,
    )
    probabilities = _(
        "Softmax and your settings make probabilities of them: {first} gets {share}.",
        first=chip(first.text),
        share=first.percent,
    )
    choice = _(
        "⑤ One token is chosen: {chosen} ({share}). It is put behind the text, and everything begins again.",
        chosen=chip(chosen.text),
        share=chosen.percent,
    )
    return [_stage("logits", logits), _stage("probabilities", probabilities), _stage("choice", choice)]


def _no_ending(run: Run) -> Stage:
    said = _(
        "Here {model} ends: it reads both ways and has no next token. From such vectors it fills gaps; see ④.",
        model=run.model.name,
    )
    return _stage("end", said)
