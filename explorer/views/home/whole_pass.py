"""The animated pass of this run: its stages in words, and the real numbers of each."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from explorer.analysis.attention import lookup
from explorer.analysis.norms import added_norms, residual_norms
from explorer.components.stream.whole_pass import Guess, Head, Layer, Stage, whole_pass
from explorer.engine.runs import Run
from explorer.figures.numbers import percent
from explorer.models.model import Shape
from explorer.session import state
from explorer.text.token import Token
from explorer.words import _
from explorer.words.numbers import characters, tokens
from explorer.words.sentences import chip

SHOWN = 10
"""Tokens on screen, the last ones."""
CELLS = 24
"""Of a vector's picture; each is the mean of neighbouring numbers."""
GUESSES = 5

Floats = NDArray[np.floating]


def show(run: Run) -> None:
    first = max(0, len(run.tokens) - SHOWN)
    whole_pass(
        stages(run),
        [(token.text, token.id) for token in run.tokens[first:]],
        pooled(run.trace.resid(0)[first:]),
        layers(run, first),
        selected(run, first),
        guesses(run),
        last=last_vector(run),
        key="home-pass",
        text=_text(run.tokens[first:], run),
        hidden=first,
        labels=_labels(run),
        on_head=lambda layer, head: state.change(layer=layer, head=head),
    )


def pooled(vectors: Floats, cells: int = CELLS) -> Floats:
    """(..., D) -> (..., cells), the mean of neighbours; a narrower vector as it is.

    >>> pooled(np.array([[1.0, 3.0, 5.0, 7.0]]), cells=2)
    array([[2., 6.]])
    """
    width = vectors.shape[-1]
    if width <= cells:
        return vectors
    starts = np.linspace(0, width, cells, endpoint=False).astype(int)
    return np.add.reduceat(vectors, starts, axis=-1) / np.diff([*starts, width])


def multiplications(shape: Shape, n_tokens: int) -> int:
    """At least so many in one pass over n tokens: projections, scores, values, two matrices of each MLP, unembedding.

    Gated MLPs have a third matrix; norms and activations are not counted.
    """
    d_model, queries, keys = shape.d_model, shape.n_heads * shape.d_head, shape.n_kv_heads * shape.d_head
    a_token = shape.n_layers * (2 * d_model * queries + 2 * d_model * keys + 2 * d_model * shape.d_mlp)
    pairs = n_tokens * (n_tokens + 1) // 2
    return n_tokens * a_token + 2 * shape.n_layers * queries * pairs + shape.n_vocab * d_model


def stages(run: Run) -> list[Stage]:
    """In order, from characters to the chosen token."""
    shape, last = run.model.shape, chip(run.tokens[-1].text)
    found = [
        Stage("characters", _("A text of {characters} comes in.", characters=characters(len(_text(run.tokens, run))))),
        Stage("tokens", _("① It is cut into {tokens}.", tokens=tokens(len(run.tokens)))),
        Stage(
            "ids",
            _(
                "Each token is a number, its place among {n_vocab}: {token} is {id}.",
                n_vocab=f"{shape.n_vocab:,}", token=last, id=run.tokens[-1].id,
            ),
        ),
        Stage("vectors", _vectors(run)),
    ]  # fmt: skip
    sizes, (attention, mlp) = residual_norms(run.trace)[:, -1], added_norms(run.trace)
    for layer in range(shape.n_layers):
        added = {"layer": layer + 1, "before": f"{sizes[layer]:.1f}", "after": f"{sizes[layer + 1]:.1f}"}
        found.append(Stage("attention", _attention(run, layer, float(attention[layer, -1])), layer))
        said = _(
            "③ Layer {layer}: in the MLP, {neurons} neurons read each token by itself; they add a vector of length "
            "{mlp} to {token}, whose own went in with length {before} and goes on with {after}.",
            neurons=f"{shape.d_mlp:,}", mlp=f"{mlp[layer, -1]:.1f}", token=last, **added,
        )  # fmt: skip
        found.append(Stage("mlp", said, layer))
    return found + (_ending(run) if run.model.causal else [_no_ending(run)])


def _text(some: Sequence[Token], run: Run) -> str:
    return run.model.tokenizer.decode([token.id for token in some if not token.special])


def _vectors(run: Run) -> str:
    d_model = run.model.shape.d_model
    if run.model.embedding.W_pos is None:
        return _("Each number fetches its row of the embedding: a vector of {d_model} numbers.", d_model=d_model)
    return _(
        "Each number fetches its row of the embedding, a vector of {d_model} numbers, and the row of its position is "
        "added.",
        d_model=d_model,
    )


def _attention(run: Run, layer: int, added: float) -> str:
    rows = run.trace.pattern_row(layer, len(run.tokens) - 1)
    head, key = clearest_look(rows)
    places = {"layer": layer + 1, "n_heads": len(rows), "token": chip(run.tokens[-1].text), "added": f"{added:.1f}"}
    return _(
        "② Layer {layer}: {n_heads} heads let {token} look at the tokens it may see. Head {head} takes most from "
        "{other} ({share}). Together they add a vector of length {added}.",
        head=head + 1, other=chip(run.tokens[key].text), share=percent(float(rows[head, key])), **places,
    )  # fmt: skip


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
    n_vocab, last = f"{run.model.shape.n_vocab:,}", chip(run.tokens[-1].text)
    first = guesses(run)[0]
    chosen = next(guess for guess in guesses(run) if guess.chosen)
    return [
        Stage(
            "logits",
            _(
                "④ The vector at {token} is held against all {n_vocab} tokens: each gets a score, its logit. "
                "The highest is {first} with {logit}.",
                token=last, n_vocab=n_vocab, first=chip(first.text), logit=first.logit,
            ),
        ),
        Stage(
            "probabilities",
            _("Softmax and your settings make probabilities of them: {first} gets {share}.",
              first=chip(first.text), share=first.percent),
        ),
        Stage(
            "choice",
            _("⑤ One token is chosen: {chosen} ({share}). It is put behind the text, and everything begins again.",
              chosen=chip(chosen.text), share=chosen.percent),
        ),
    ]  # fmt: skip


def _no_ending(run: Run) -> Stage:
    return Stage(
        "end",
        _(
            "Here {model} ends: it reads both ways and has no next token. From such vectors it fills gaps; see ④.",
            model=run.model.name,
        ),
    )


def layers(run: Run, first: int) -> list[Layer]:
    """Every block, with the tokens from `first` on."""
    sizes, (attention, mlp) = residual_norms(run.trace)[:, -1], added_norms(run.trace)
    found = []
    for layer in range(run.model.shape.n_layers):
        rows = run.trace.pattern_row(layer, len(run.tokens) - 1)
        lengths = (sizes[layer], attention[layer, -1], mlp[layer, -1], sizes[layer + 1])
        found.append(
            Layer(
                after=pooled(run.trace.resid(layer + 1)[first:]),
                attention=pooled(run.trace[f"blocks.{layer}.hook_attn_out"][-1]),
                mlp=pooled(run.trace[f"blocks.{layer}.hook_mlp_out"][-1]),
                looks=rows[:, first:],
                rest=rows[:, :first].sum(-1),
                most=[(run.tokens[key].text, float(row[key])) for row, key in zip(rows, rows.argmax(-1), strict=True)],
                sizes=dict(zip(("before", "attention", "mlp", "after"), (f"{n:.1f}" for n in lengths), strict=True)),
            )
        )
    return found


def selected(run: Run, first: int) -> Head:
    """The selected head, at the last token."""
    found = lookup(run.trace, run.layer, run.head, len(run.tokens) - 1)
    return Head(
        run.layer,
        run.head,
        found.scale,
        found.q,
        found.k[first:],
        found.dots[first:],
        found.scores[first:],
        found.weights[first:],
    )


def guesses(run: Run) -> list[Guess]:
    """The likeliest next tokens, and the chosen one, likeliest first; none where nothing is written on."""
    if not run.model.causal:
        return []
    probs, chosen = run.pipeline.probs, run.next_id
    best = np.argsort(-probs, kind="stable")[:GUESSES].tolist()
    shown = best if chosen in best else [*best[:-1], chosen]
    return [
        Guess(
            text, f"{run.trace.logits[-1, id]:.2f}", float(probs[id]), percent(float(probs[id])), id == chosen,
            *_row(run, id),
        )
        for text, id in zip(run.texts_of(shown), shown, strict=True)
    ]  # fmt: skip


def _row(run: Run, id: int) -> tuple[Floats | None, float]:
    """What the last vector is multiplied by to give this token's logit, and what is added."""
    head = run.model.unembedding
    if head is None:
        return None, 0.0
    return head.W_U[id], 0.0 if head.b_U is None else float(head.b_U[id])


def last_vector(run: Run) -> Floats | None:
    """(D,) after the final norm; None where the head is more than a norm and a matrix."""
    head = run.model.unembedding
    return None if head is None else head.normed(run.trace.resid(run.model.shape.n_layers)[-1])


def _labels(run: Run) -> dict[str, str]:
    shape, places = run.model.shape, {name: f"{{{name}}}" for name in ("layer", "head", "token", "n", "i")}
    made = f"{multiplications(shape, len(run.tokens)):,}"
    counted = {"i": "{i}", "tokens": tokens(len(run.tokens)), "n": made}
    return {
        "whole": _("Whole model"),
        "layer": _("Layer {layer}", **places),
        "head": _("Head {head}", **places),
        "score": _("Score with “{token}”", **places),
        "product": _("Number {i}", **places),
        "play": _("Play"),
        "pause": _("Pause"),
        "back": _("One step back"),
        "step": _("One step on"),
        "again": _("From the start"),
        "scrub": _("Stage of the pass"),
        "picture": _("One pass through the model; each stage is told above the picture"),
        "tokens": _("token"),
        "ids": _("ids"),
        "vectors": _("vectors"),
        "next": _("next token"),
        "hidden": _("{n} more before", **places),
        "cells": _(
            "Colours: blue above zero, orange below; a cell is the mean of {n} neighbouring numbers of {d_model}.",
            n=-(-shape.d_model // CELLS), d_model=shape.d_model,
        ) if shape.d_model > CELLS else _("Colours: blue above zero, orange below; a cell is one number."),
        "zoom": _("Click a layer to go inside."),
        "comes": _("comes in"),
        "attention": _("attention adds"),
        "mlp": _("MLP adds"),
        "goes": _("goes on"),
        "length": _("length {n}", **places),
        "heads": _("Where the last token looks, head by head. Click one to see its numbers."),
        "dot": _("q · k"),
        "scaled": _("score"),
        "share": _("share"),
        "scores": _(
            "Each token's key k is compared with the query q of the last token: q · k, times {scale}, is the score. "
            "Softmax makes shares of the scores. Click a row to see where its q · k comes from.",
            scale=f"{selected(run, 0).scale:.3g}",
        ),
        "products": _(
            "q · k is a sum of {n} products, one for each number of the two vectors. Click one.", n=shape.d_head
        ),
        "sum": _("sum"),
        "chain": _(
            "It is a part of the sum {sum}, hence of the score {score}, hence of the share {share} that the last token "
            "gives “{token}”: so much of its value goes on.",
            sum="{sum}", score="{score}", share="{share}", token="{token}",
        ),
        "one": _(
            "This is one multiplication of this pass: number {i} of the query times number {i} of the key. A pass over "
            "{tokens} makes at least {n} of them.", **counted,
        ),
        **_about_logits(run, counted),
    }  # fmt: skip


def _about_logits(run: Run, counted: dict[str, str]) -> dict[str, str]:
    head = run.model.unembedding
    return {
        "logit": _("Logit of “{token}”", token="{token}"),
        "guess": _("Click a guess to see where its logit comes from."),
        "logits": _(
            "The last vector, after the final norm, times the token's row of the unembedding: a sum of {n} products, "
            "one for each number of the two. Click one.",
            n=run.model.shape.d_model,
        ),
        "rest": _("the other {n}, all smaller, together", n="{n}"),
        "bias": _("bias"),
        "ends": _(
            "It is a part of the logit {logit} of “{token}”, which softmax and your settings turn into {share}.",
            logit="{logit}", token="{token}", share="{share}",
        ) if head is None or head.softcap is None else _(
            "It is a part of the sum that the softcap bends into the logit {logit} of “{token}”, which softmax and "
            "your settings turn into {share}.",
            logit="{logit}", token="{token}", share="{share}",
        ),
        "last": _(
            "This is one multiplication of this pass: number {i} of the last vector times number {i} of the token's "
            "row. A pass over {tokens} makes at least {n} of them.", **counted,
        ),
    }  # fmt: skip
