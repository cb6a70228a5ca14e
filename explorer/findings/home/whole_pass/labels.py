"""The words of the pass that are not about a stage; the script fills the places that are left in them."""

from explorer.components.stream.whole_pass import Labels
from explorer.engine.runs import Run
from explorer.findings.home.whole_pass.cost import multiplications
from explorer.findings.home.whole_pass.layers import CELLS
from explorer.words import _
from explorer.words.numbers import tokens


def labels(run: Run, *, scale: float) -> Labels:
    """`scale`: what the selected head multiplies its scores by."""
    shape = run.model.shape
    counted = {"tokens": tokens(len(run.tokens)), "n": f"{multiplications(shape, len(run.tokens)):,}", "i": "{i}"}
    return Labels(
        whole=_("Whole model"),
        layer=_("Layer {layer}", layer="{layer}"),
        head=_("Head {head}", head="{head}"),
        score=_("Score with “{token}”", token="{token}"),
        product=_("Number {i}", i="{i}"),
        logit=_("Logit of “{token}”", token="{token}"),
        play=_("Play"),
        pause=_("Pause"),
        back=_("One step back"),
        step=_("One step on"),
        again=_("From the start"),
        scrub=_("Stage of the pass"),
        picture=_("One pass through the model; each stage is told above the picture"),
        tokens=_("token"),
        ids=_("ids"),
        vectors=_("vectors"),
        next=_("next token"),
        hidden=_("{n} more before", n="{n}"),
        cells=_cells(shape.d_model),
        zoom=_("Click a layer to go inside."),
        comes=_("comes in"),
        attention=_("attention adds"),
        mlp=_("MLP adds"),
        goes=_("goes on"),
        length=_("length {n}", n="{n}"),
        heads=_("Where the last token looks, head by head. Click one to see its numbers."),
        dot=_("q · k"),
        scaled=_("score"),
        share=_("share"),
        scores=_(
            "Each token's key k is compared with the query q of the last token: q · k, times {scale}, is the score. "
            "Softmax makes shares of the scores. Click a row to see where its q · k comes from.",
            scale=f"{scale:.3g}",
        ),
        products=_(
            "q · k is a sum of {n} products, one for each number of the two vectors. Click one.", n=shape.d_head
        ),
        sum=_("sum"),
        chain=_(
            "It is a part of the sum {sum}, hence of the score {score}, hence of the share {share} that the last token "
            "gives “{token}”: so much of its value goes on.",
            sum="{sum}",
            score="{score}",
            share="{share}",
            token="{token}",
        ),
        one=_(
            "This is one multiplication of this pass: number {i} of the query times number {i} of the key. A pass over "
            "{tokens} makes at least {n} of them.",
            **counted,
        ),
        guess=_("Click a guess to see where its logit comes from."),
        logits=_(
            "The last vector, after the final norm, times the token's row of the unembedding: a sum of {n} products, "
            "one for each number of the two. Click one.",
            n=shape.d_model,
        ),
        rest=_("the other {n}, all smaller, together", n="{n}"),
        bias=_("bias"),
        ends=_ends(run),
        last=_(
            "This is one multiplication of this pass: number {i} of the last vector times number {i} of the token's "
            "row. A pass over {tokens} makes at least {n} of them.",
            **counted,
        ),
    )


def _cells(d_model: int) -> str:
    """What a cell of a vector's picture stands for."""
    if d_model <= CELLS:
        return _(
            "Colours: blue above zero, orange below; a cell is one number. Each layer has a scale of its own, for the "
            "vectors grow."
        )
    return _(
        "Colours: blue above zero, orange below; a cell is the mean of {n} neighbouring numbers of {d_model}. Each "
        "layer has a scale of its own, for the vectors grow.",
        n=-(-d_model // CELLS),
        d_model=d_model,
    )


def _ends(run: Run) -> str:
    """Of what a product of the last vector and a token's row is a part."""
    places = {"logit": "{logit}", "token": "{token}", "share": "{share}"}
    head = run.model.unembedding
    if head is None or head.softcap is None:
        return _(
            "It is a part of the logit {logit} of “{token}”, which softmax and your settings turn into {share}.",
            **places,
        )
    return _(
        "It is a part of the sum that the softcap bends into the logit {logit} of “{token}”, which softmax and your "
        "settings turn into {share}.",
        **places,
    )
