"""The merge replay on the page: a word of the run, or a token of the vocabulary."""

from explorer.components.mount import mount
from explorer.engine.runs import Run
from explorer.findings.run_text import position_at
from explorer.findings.tokens.merges import replay_of, tree
from explorer.session import state
from explorer.text.tokenizer import TiktokenTokenizer
from explorer.views import say
from explorer.views.scope import Scope
from explorer.views.sentence import sentence
from explorer.words import _


def show_replay(run: Run, tokenizer: TiktokenTokenizer, scope: Scope) -> None:
    """The replay of the selected token's word, or why there is none."""
    replay = replay_of(run, tokenizer)
    if isinstance(replay, str):
        say.info(replay)
        return
    mount(scope.key("tokens-replay"), replay.payload, character=select)
    sentence(replay.conclusion, key=scope.key("tokens-merged"), strong=True)
    if replay.differs:
        say.caption(_("The run itself has other tokens here: generated ones are chosen one by one, not merged."))


def show_tree(data: bytes, tokenizer: TiktokenTokenizer, scope: Scope) -> None:
    """How one token of the vocabulary is merged from its bytes."""
    merged = tree(data, tokenizer)
    if isinstance(merged, str):
        say.caption(merged)
    else:
        mount(scope.key("vocabulary-tree"), merged)


def select(character: int) -> None:
    """Select the token that holds a character of the run's text."""
    run = state.run()
    if run is not None:
        state.change(position=position_at(run, character))
