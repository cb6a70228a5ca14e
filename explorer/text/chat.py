"""Chat templates: how a conversation becomes the one text that a chat model was trained to go on writing."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from explorer.errors import Refused
from explorer.text.specials import encode_with_specials
from explorer.text.tokenizer import Tokenizer

Message = Mapping[str, str]
"""role ("system", "user" or "assistant") and content."""

LONGEST = 100_000
"""Characters of a template; the longest in use have about 20,000."""


_SAID = "\ue000what the user says\ue000"
"""Stands for the user's text in a template: nobody types these private characters, and no template trims them."""


@dataclass(frozen=True)
class ChatTemplate:
    """A Jinja template with the names of special tokens that it may write."""

    source: str
    named: tuple[tuple[str, str], ...]
    """What the template calls bos_token, eos_token, …, and their texts."""

    def text_of(self, messages: Sequence[Message]) -> str:
        """The conversation as one text, up to where the assistant begins to answer.

        Rendered by transformers, in Jinja's sandbox: no attribute of Python and no file can be reached from it.
        """
        from transformers.utils.chat_template_utils import render_jinja_template

        named: dict[str, Any] = dict(self.named)
        try:
            rendered, _ = render_jinja_template(
                [[dict(message) for message in messages]],
                chat_template=self.source,
                add_generation_prompt=True,
                **named,
            )
        except Exception as error:  # a template may raise anything, and says by an exception what it does not take
            raise Refused(
                "the model's chat template does not take this conversation: {why}", why=str(error)[:200]
            ) from error
        return rendered[0]


def chat_ids(tokenizer: Tokenizer, template: ChatTemplate, said: str) -> list[int]:
    """The ids of a conversation that begins with what the user said, up to where the assistant begins to answer.

    What was said is cut by itself, so that the name of a special token in it is text like any other.
    """
    before, mark, after = template.text_of([{"role": "user", "content": _SAID}]).partition(_SAID)
    if not mark:
        raise Refused("the model's chat template leaves out what the user says: switch it off in the settings")
    return [
        *encode_with_specials(tokenizer, before),
        *tokenizer.encode(said),
        *encode_with_specials(tokenizer, after),
    ]


def chat_template(folder: Path) -> ChatTemplate | None:
    """The template that lies in a model's folder, alone or in tokenizer_config.json; None where there is none."""
    config = _json(folder / "tokenizer_config.json")
    alone = folder / "chat_template.jinja"
    source = alone.read_text(encoding="utf-8") if alone.is_file() else _default(config.get("chat_template"))
    if not source or len(source) > LONGEST:
        return None
    named = {name: _text(value) for name, value in config.items() if name.endswith("_token")}
    return ChatTemplate(source, tuple((name, text) for name, text in sorted(named.items()) if text))


def _default(written: Any) -> str | None:
    """A template, or of several named ones the default."""
    if isinstance(written, list):
        return next((one["template"] for one in written if one.get("name") == "default"), None)
    return written if isinstance(written, str) else None


def _text(token: Any) -> str | None:
    """A special token as it is written: a string, or an AddedToken's fields."""
    found = token.get("content") if isinstance(token, dict) else token
    return found if isinstance(found, str) else None


def _json(file: Path) -> dict[str, Any]:
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
