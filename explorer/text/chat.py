"""Chat templates: how a conversation becomes the one text that a chat model was trained to go on writing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from explorer.errors import Refused
from explorer.text.prompt import Prompt
from explorer.text.renderer import Renderer
from explorer.text.specials import encode_typed
from explorer.text.tokenizer import Tokenizer, checked
from explorer.text.untrusted import is_file, read_json, read_text

Message = Mapping[str, str]
"""role ("system", "user" or "assistant") and content."""

LONGEST = 100_000
"""Characters of a template; the longest in use have about 20,000."""

_SAID = "\ue000\ue001\ue002"
"""Stands for the user's text in a template: nobody types these private characters, and no template trims or changes
them."""


@dataclass(frozen=True)
class ChatTemplate:
    """A Jinja template with the names of special tokens that it may write."""

    source: str
    named: tuple[tuple[str, str], ...]
    """What the template calls bos_token, eos_token, …, and their texts."""

    def text_of(self, messages: Sequence[Message]) -> str:
        """The conversation as one text, up to where the assistant begins to answer.

        Made in a process of its own, which is stopped if it does not end: a template is a program.
        """
        asked = {"source": self.source, "named": dict(self.named), "messages": [dict(message) for message in messages]}
        answer = self._renderer.answer(asked)
        if answer is None:
            raise Refused(
                "the model's chat template takes more time or memory than it may: switch it off in the settings"
            )
        if "why" in answer:
            raise Refused("the model's chat template does not take this conversation: {why}", why=answer["why"])
        return answer["text"]

    def prompt(self, tokenizer: Tokenizer, said: str) -> Prompt:
        """The ids of a conversation that begins with what somebody said, up to where the assistant begins to answer.

        They are those of transformers' `apply_chat_template(…, tokenize=True, add_generation_prompt=True)`, but that
        the name of a special token in what was said stays text like any other: nobody ends their turn by typing it.
        """
        before, after = self.around()
        text = self._saying(checked(said))
        return encode_typed(tokenizer, text, _place(said, text, before, after))

    def _saying(self, said: str) -> str:
        return self.text_of([{"role": "user", "content": said}])

    def around(self) -> tuple[str, str]:
        """What it writes before and after what the user says, in a conversation that begins with it."""
        found = self._around
        if isinstance(found, Refused):
            raise found.with_traceback(None)
        return found

    @cached_property
    def _around(self) -> tuple[str, str] | Refused:
        """Asked once, also where there is none: it takes seconds to find out that a template does not end."""
        try:
            parts = self._saying(_SAID).split(_SAID)
        except Refused as refused:
            return refused
        if len(parts) == 1:
            return Refused("the model's chat template leaves out what the user says: switch it off in the settings")
        if len(parts) > 2:
            return Refused(
                "the model's chat template says more than once what the user says: switch it off in the settings"
            )
        return parts[0], parts[1]

    @cached_property
    def _renderer(self) -> Renderer:
        return Renderer()


def _place(said: str, text: str, before: str, after: str) -> range:
    """Where in the text what was said stands.

    Most templates write the same around whatever is said, and nothing of it but spaces is left out. Of one that looks
    at what was said, it is found where the text differs from what it is around other words.
    """
    if not (text.startswith(before) and text.endswith(after) and len(text) >= len(before) + len(after)):
        before = before[: _alike(before, text)]
        after = after[len(after) - _alike(after[::-1], text[len(before) :][::-1]) :]
    start, stop = len(before), len(text) - len(after)
    for words in (said, said.strip()):
        at = text.find(words, start, stop)
        if words and at >= 0:
            return range(at, at + len(words))
    return range(start, stop)


def _alike(one: str, other: str) -> int:
    """How many characters two texts begin with together."""
    differ = (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b)
    return next(differ, min(len(one), len(other)))


def chat_template(folder: Path, tokenizer: Tokenizer) -> ChatTemplate | None:
    """The template that lies in a model's folder, alone or in tokenizer_config.json; None where there is none."""
    written, alone = folder / "tokenizer_config.json", folder / "chat_template.jinja"
    config = read_json(folder.name, written) if is_file(written) else {}
    source = read_text(folder.name, alone) if is_file(alone) else _default(config.get("chat_template"))
    if not source or len(source) > LONGEST:
        return None
    return ChatTemplate(source, tuple(sorted(tokenizer.named.items())))


def _default(written: Any) -> str | None:
    """A template, or of several named ones the default."""
    if isinstance(written, list):
        named = (one for one in written if isinstance(one, dict) and one.get("name") == "default")
        written = next(named, {}).get("template")
    return written if isinstance(written, str) else None
