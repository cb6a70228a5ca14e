"""Chat templates: how a conversation becomes the one text that a chat model was trained to go on writing."""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from explorer.errors import Refused
from explorer.text.specials import encode_with_specials
from explorer.text.tokenizer import Tokenizer
from explorer.text.untrusted import is_file, read_json, read_text

Message = Mapping[str, str]
"""role ("system", "user" or "assistant") and content."""

LONGEST = 100_000
"""Characters of a template; the longest in use have about 20,000."""

SECONDS = 5.0
"""That a template may take; those in use take a tenth of one, most of it Python's own start."""

_PROGRAM = Path(__file__).parents[2]
"""Where Python finds `explorer`."""

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

        Rendered in a process of its own, which is stopped if it does not end: a template is a program.
        """
        asked = {"source": self.source, "named": dict(self.named), "messages": [dict(message) for message in messages]}
        try:
            done = subprocess.run(
                [sys.executable, "-m", "explorer.text.rendering"],
                input=json.dumps(asked),
                stdout=subprocess.PIPE,
                cwd=_PROGRAM,
                timeout=SECONDS,
                check=True,
                text=True,
            )
        except (OSError, subprocess.SubprocessError) as error:
            raise Refused(
                "the model's chat template takes more time or memory than it may: switch it off in the settings"
            ) from error
        answer = json.loads(done.stdout)
        if "why" in answer:
            raise Refused("the model's chat template does not take this conversation: {why}", why=answer["why"])
        return answer["text"]

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
            parts = self.text_of([{"role": "user", "content": _SAID}]).split(_SAID)
        except Refused as refused:
            return refused
        if len(parts) == 1:
            return Refused("the model's chat template leaves out what the user says: switch it off in the settings")
        if len(parts) > 2:
            return Refused(
                "the model's chat template says more than once what the user says: switch it off in the settings"
            )
        return parts[0], parts[1]


def chat_ids(tokenizer: Tokenizer, template: ChatTemplate, said: str) -> list[int]:
    """The ids of a conversation that begins with what the user said, up to where the assistant begins to answer.

    What was said is cut by itself, so that the name of a special token in it is text like any other.
    """
    before, after = template.around()
    return [
        *encode_with_specials(tokenizer, before),
        *tokenizer.encode(said),
        *encode_with_specials(tokenizer, after),
    ]


def chat_template(folder: Path) -> ChatTemplate | None:
    """The template that lies in a model's folder, alone or in tokenizer_config.json; None where there is none."""
    written, alone = folder / "tokenizer_config.json", folder / "chat_template.jinja"
    config = read_json(folder.name, written) if is_file(written) else {}
    source = read_text(folder.name, alone) if is_file(alone) else _default(config.get("chat_template"))
    if not source or len(source) > LONGEST:
        return None
    named = {name: _text(value) for name, value in config.items() if name.endswith("_token")}
    return ChatTemplate(source, tuple((name, text) for name, text in sorted(named.items()) if text))


def _default(written: Any) -> str | None:
    """A template, or of several named ones the default."""
    if isinstance(written, list):
        named = (one for one in written if isinstance(one, dict) and one.get("name") == "default")
        written = next(named, {}).get("template")
    return written if isinstance(written, str) else None


def _text(token: Any) -> str | None:
    """A special token as it is written: a string, or an AddedToken's fields."""
    found = token.get("content") if isinstance(token, dict) else token
    return found if isinstance(found, str) else None
