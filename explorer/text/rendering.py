"""A chat template made text, in a process of its own: `python -m explorer.text.rendering`, asked and answered in JSON,
a line each.

A template comes with a model, so from anybody. Jinja's sandbox keeps it away from Python and from files; that it also
ends, and leaves room for others, is this process's part, which can be limited and stopped. It imports little, to be
quick. What templates may use is what transformers gives them.
"""

import json
import signal
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from functools import lru_cache
from math import ceil
from typing import Any, NoReturn

from jinja2 import Template, nodes
from jinja2.exceptions import SecurityError, TemplateError
from jinja2.ext import Extension
from jinja2.parser import Parser
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace

LONGEST = 100_000
"""Characters of a rendered text."""

MEMORY = 512 * 2**20
"""Bytes that this process may take."""

SECONDS = 6
"""Of processor time for one answer; whoever asks stops waiting before."""


class Generation(Extension):
    """{% generation %} … {% endgeneration %} marks, for training, what the assistant says; here it is text."""

    tags = {"generation"}  # noqa: RUF012 (as Jinja declares it)

    def parse(self, parser: Parser) -> nodes.Node:
        line = next(parser.stream).lineno
        return nodes.Scope(parser.parse_statements(("name:endgeneration",), drop_needle=True), lineno=line)


class Variables(Namespace):
    """Jinja's namespace without names that begin with an underscore, which are Python's own."""

    def __init__(self, /, *args: Any, **values: Any) -> None:
        values = dict(*args, **values)
        for name in values:
            _refuse_private(name)
        super().__init__(values)

    def __setitem__(self, name: str, value: Any) -> None:
        _refuse_private(name)
        super().__setitem__(name, value)


def environment() -> ImmutableSandboxedEnvironment:
    made = ImmutableSandboxedEnvironment(
        trim_blocks=True, lstrip_blocks=True, extensions=[Generation, "jinja2.ext.loopcontrols"]
    )
    made.filters["tojson"] = _to_json
    made.globals |= {"raise_exception": _raise, "strftime_now": _now, "namespace": Variables}
    return made


def pieces_of(source: str, named: dict[str, str], messages: list[dict[str, str]]) -> Iterator[str]:
    """The conversation as a text, up to where the assistant begins to answer. MemoryError where it is too long."""
    about = {"messages": messages, "tools": None, "documents": None, "add_generation_prompt": True}
    n = 0
    for piece in _compiled(source).generate(named | about):
        n += len(piece)
        if n > LONGEST:
            raise MemoryError(f"the text has more than {LONGEST} characters")
        yield piece


@lru_cache(maxsize=1)
def _compiled(source: str) -> Template:
    return environment().from_string(source)


def answer(asked: dict[str, Any]) -> dict[str, str]:
    """The text, or why there is none. MemoryError where it takes too much."""
    try:
        return {"text": "".join(pieces_of(**asked))}
    except MemoryError:
        raise
    except Exception as error:  # a template may raise anything, and says by an exception what it does not take
        return {"why": (str(error) or type(error).__name__)[:200]}


def limit() -> None:
    """Before each answer, as far as the system can do it: Windows has no such limits, and macOS none of memory."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        seconds = ceil(used.ru_utime + used.ru_stime) + SECONDS
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, resource.getrlimit(resource.RLIMIT_CPU)[1]))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def serve(lines: Iterable[str]) -> Iterator[str]:
    """A line of JSON for each line of JSON, as long as there are any."""
    for line in lines:
        limit()
        yield json.dumps(answer(json.loads(line)))


def _refuse_private(name: Any) -> None:
    if isinstance(name, str) and name.startswith("_"):
        raise SecurityError(f"a template cannot keep a variable named {name!r}")


def _to_json(
    value: Any,
    ensure_ascii: bool = False,
    indent: int | None = None,
    separators: tuple[str, str] | None = None,
    sort_keys: bool = False,
) -> str:
    """Jinja's own filter would escape what HTML does not take."""
    return json.dumps(value, ensure_ascii=ensure_ascii, indent=indent, separators=separators, sort_keys=sort_keys)


def _raise(message: str) -> NoReturn:
    raise TemplateError(message)


def _now(form: str) -> str:
    return datetime.now().strftime(form)


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who stops the app with Ctrl+C closes our input
    for line in serve(sys.stdin):
        print(line, flush=True)
