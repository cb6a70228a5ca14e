"""What every view of this page begins with: both readers, the sentence in words, and the word that is asked about."""

import streamlit as st

from explorer.engine.runs import Run
from explorer.errors import Refused
from explorer.findings.bert.chain import most_apart
from explorer.findings.bert.readers import Readers, needed, readers_of
from explorer.findings.bert.words import Sentence, position_of, sentence_of, text_of_run, word_at
from explorer.session import hidden, state
from explorer.session.hidden import HiddenWords
from explorer.views import say
from explorer.views.waiting import loaded
from explorer.words import _, explain
from explorer.words.literal import literal


def both(run: Run) -> tuple[Readers, Sentence] | None:
    """None where the text cannot be read by both, which is said."""
    first, second = needed(run)
    encoder = run.model if first == run.question.model else loaded(first)
    decoder = run.model if second == run.question.model else loaded(second)
    readers = readers_of(run, encoder, decoder)
    try:
        return readers, sentence_of(readers, text_of_run(run))
    except Refused as refused:
        say.info(explain(refused, quote=literal), icon=":material/info:")
        return None


def asked_about(run: Run, readers: Readers, sentence: Sentence) -> HiddenWords:
    """The selected word, or the one where the two differ most, and what else was chosen with it."""
    at = word_at(run, readers, sentence, run.selection.position)
    if at is None:
        at = hidden.chosen(sentence.text)
    if at is None or at >= len(sentence.words):
        with st.spinner(_("Each word is hidden in turn…")):
            at = most_apart(readers, sentence)
    return hidden.hidden_words(sentence.text, at)


def choose(run: Run, readers: Readers, sentence: Sentence, now: HiddenWords, word: int) -> None:
    """Ask about a word; it becomes the selection of every page, where the run's model reads it."""
    at = hidden.hide(now, word)
    position = position_of(run, readers, sentence, at)
    if position is not None:
        state.change(position=position)
