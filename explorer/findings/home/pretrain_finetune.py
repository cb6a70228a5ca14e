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
from explorer.words import _, language
from explorer.words.sentences import chip

if TYPE_CHECKING:
    from explorer.models.model import Model

BASE, TUNED = "explorer-gpt", "explorer-chat"
MOST = 40
"""Tokens that each of the two may write."""

QUESTIONS = {
    "en": (
        "What colour is a banana?",
        "What is the opposite of big?",
        "What is the capital of France?",
        "7 + 5 = ?",
        "Translate into Japanese: I like dogs.",
        "Who won the race in 1987?",
    ),
    "ja": (
        "バナナは何色ですか。",
        "大きいの反対は何ですか。",
        "フランスの首都はどこですか。",
        "7+5は？",
        "英語に訳してください：私は犬が好きです。",
        "こんにちは。",
    ),
}


def questions(now: str) -> PromptCards:
    """What both can be asked; `now` is the prompt on screen."""
    return PromptCards(
        cards=tuple(Card(question, _("a question"), language()) for question in QUESTIONS[language()]),
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
    tokens = tokens_of((*ids, *written(model, ids)), model.tokenizer)
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
