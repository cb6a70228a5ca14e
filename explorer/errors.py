"""The one exception a user meets."""

from functools import partial


class Refused(ValueError):
    """What was asked cannot be done: what, why and what to do about it, in one sentence.

    The message is a gettext id with named places, so that a page can say it in the reader's language:

    >>> str(Refused("{model} reads at most {n_ctx} tokens: shorten the prompt", model="gpt", n_ctx=512))
    'gpt reads at most 512 tokens: shorten the prompt'
    """

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message.format(**values))
        self.message = message
        self.values = values

    def __reduce__(self) -> tuple[partial["Refused"], tuple[()]]:
        """With its places, so that another process can say it in the reader's language."""
        return partial(Refused, self.message, **self.values), ()
