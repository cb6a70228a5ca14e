"""How it learns: the same prompt before and after a second training, on questions and answers."""

from typing import TYPE_CHECKING

from explorer.components.text.prompt_cards import Card, PromptCards
from explorer.components.tokens.token_strip import TokenStrip, strip_of
from explorer.decoding.generation import Generation, play
from explorer.decoding.sampling import Sampling
from explorer.engine.cache import once
from explorer.engine.growing import GrowingText
from explorer.errors import Refused
from explorer.text.token import tokens_of
from explorer.words import N_, _, language, translated
from explorer.words.sentences import chip

if TYPE_CHECKING:
    from explorer.models.model import Model

BASE, TUNED = "explorer-gpt", "explorer-chat"
MOST = 40
"""Tokens that each of the two may write."""

QUESTIONS = {
    "en": (
        ("What colour is a banana?", N_("a fact")),
        ("What is the opposite of big?", N_("the opposite of a word")),
        ("What is the capital of France?", N_("a capital")),
        ("7 + 5 = ?", N_("arithmetic")),
        ("Translate into Japanese: I like dogs.", N_("a translation")),
        ("Who won the race in 1987?", N_("nobody told it: it makes something up")),
    ),
    "ja": (
        ("バナナは何色ですか。", N_("a fact")),
        ("大きいの反対は何ですか。", N_("the opposite of a word")),
        ("フランスの首都はどこですか。", N_("a capital")),
        ("7+5は？", N_("arithmetic")),
        ("英語に訳してください：私は犬が好きです。", N_("a translation")),
        ("こんにちは。", N_("a greeting")),
    ),
}
"""By language, each with what it asks for."""


def which_two() -> str:
    """These two, and not the model that the settings name: a second training can only be seen on a pair."""
    return _(
        "Whichever model you chose in the settings, this view compares {base} and {tuned}: the same model before and "
        "after its second training.",
        base=BASE,
        tuned=TUNED,
    )


def questions(now: str) -> PromptCards:
    """What both can be asked; `now` is the prompt on screen."""
    return PromptCards(
        cards=tuple(Card(asks, translated(what), language()) for asks, what in QUESTIONS[language()]),
        label=_("Questions to ask both"),
        now=now,
    )


def read_and_written(model: "Model", prompt: str) -> TokenStrip:
    """What the model is given, and what it writes. Refused where there is no room to write."""
    ids, n_ctx = asked(model, prompt), model.shape.n_ctx
    if not 0 < len(ids) < n_ctx:
        raise Refused(
            "This prompt has {n} tokens; {model} reads {n_ctx}, and needs room to write.",
            n=len(ids),
            model=model.name,
            n_ctx=n_ctx,
        )
    tokens = model.tokens((*ids, *written(model, ids)))
    label = _("What {model} reads and writes", model=model.name)
    return strip_of(tokens, label=label, n_prompt=len(ids), ids=False, follow=True)


def asked(model: "Model", prompt: str) -> tuple[int, ...]:
    """What the model reads: a message in its chat template, where it has one, or the text."""
    return model.prompt(prompt, chat=True).ids


def written(model: "Model", ids: tuple[int, ...]) -> tuple[int, ...]:
    """The likeliest token, again and again, until the text ends."""
    return once(("written greedily", model.name, model.fingerprint, ids), lambda: _write(model, ids))


def _write(model: "Model", ids: tuple[int, ...]) -> tuple[int, ...]:
    generation, greedy = Generation(ids), Sampling(temperature=0.0)
    limits = {"ends": model.ends, "n": MOST, "n_ctx": model.shape.n_ctx}
    for longer in play(GrowingText(model), generation, greedy, **limits):
        generation = longer
    return generation.generated


def what_differs(tuned: "Model") -> str:
    specials = [token.text for token in tokens_of(asked(tuned, "?"), tuned.tokenizer) if token.special]
    return _(
        "Both have the same architecture. The second began with the first one's weights and was trained further, on "
        "questions and answers between tokens that say whose turn it is ({specials}): in small, the step from GPT-3 to "
        "ChatGPT, which teaches a model to use what it has learned.",
        specials=" ".join(map(chip, specials)),
    )
