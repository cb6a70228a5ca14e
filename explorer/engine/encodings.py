"""OpenAI's encodings, read in the background: the largest takes half a second, and no page waits for it."""

from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache

from explorer.text.openai import ENCODINGS, openai_tokenizer
from explorer.text.tokenizer import TiktokenTokenizer, Tokenizer

_reader = ThreadPoolExecutor(max_workers=1, thread_name_prefix="encoding-reader")


@cache
def _future(name: str) -> Future[TiktokenTokenizer]:
    return _reader.submit(openai_tokenizer, name)


def ask() -> dict[str, Future[TiktokenTokenizer]]:
    """The encodings by name, smallest first; begins to read those that nobody has asked for."""
    return {name: _future(name) for name in ENCODINGS}


def ready() -> dict[str, TiktokenTokenizer]:
    """Those that can be used already; one whose file is damaged never can."""
    return {name: future.result() for name, future in ask().items() if future.done() and not future.exception()}


def offered(own: Tokenizer) -> dict[str, TiktokenTokenizer]:
    """What can be replayed merge by merge: the model's own encoding, if it is of tiktoken's kind, and those ready."""
    mine = {own.name: own} if isinstance(own, TiktokenTokenizer) else {}
    return mine | ready()


def complete() -> bool:
    """Whether there is nothing left to wait for."""
    damaged = [future for future in ask().values() if future.done() and future.exception()]
    return len(ready()) + len(damaged) == len(ENCODINGS)
