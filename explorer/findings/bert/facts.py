"""What is published of BERT, in a line each, every figure with its source."""

from explorer.words import _
from explorer.words.facts import linked, sources


def lines() -> tuple[str, ...]:
    """Markdown."""
    return _size(), _data(), _hiding(), sources("bert.words", "bert.hidden", "bert.words_books_counted")


def _size() -> str:
    return _(
        "BERT (2018) came in two sizes, with {base} and with {large}.",
        base=linked("bert.parameters_base"),
        large=linked("bert.parameters_large"),
    )


def _data() -> str:
    return _(
        "It read {all}: {wikipedia} of English Wikipedia and {books} of BookCorpus. Sources differ: those who "
        "collected BookCorpus counted {counted} in it. Where more is given for Wikipedia, the two no longer add up to "
        "the whole.",
        all=linked("bert.words"),
        wikipedia=linked("bert.words_wikipedia"),
        books=linked("bert.words_books"),
        counted=linked("bert.words_books_counted"),
    )


def _hiding() -> str:
    return _(
        "Of its tokens {hidden} were to be guessed. Of these, {mask} were replaced by [MASK], {random} by a random "
        "token, and {itself} left as they were, because in use there is no [MASK].",
        hidden=linked("bert.hidden"),
        mask=linked("bert.hidden_as_mask"),
        random=linked("bert.hidden_as_random"),
        itself=linked("bert.hidden_as_itself"),
    )
