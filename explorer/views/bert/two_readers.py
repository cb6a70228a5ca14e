"""A word is hidden, and two readers guess it: one from both sides, one from what stands before it."""

import streamlit as st

from explorer.components.mount import mount
from explorer.engine.runs import Run
from explorer.errors import Refused
from explorer.findings.bert.edited import Edited, with_right
from explorer.findings.bert.masks import panels
from explorer.findings.bert.readers import Readers
from explorer.findings.bert.two_readers import Asked, answered, fact, how, two_readers
from explorer.findings.bert.words import Sentence
from explorer.session import hidden
from explorer.session.hidden import HiddenWords
from explorer.views import say
from explorer.views.bert.both import asked_about, both, choose
from explorer.views.bert.sources import sources
from explorer.views.scope import Scope
from explorer.views.sentence import sentence as say_sentence
from explorer.words import _, explain
from explorer.words.literal import literal


def show(run: Run, scope: Scope) -> None:
    found = both(run)
    if found is None:
        return
    readers, sentence = found
    now = asked_about(run, readers, sentence)
    asked = Asked(sentence, now.others | {now.at}, now.at, _edited(readers, sentence, now))
    with st.spinner(_("Both are asked for the hidden word…")):
        answers = answered(readers, asked)
    say_sentence(fact(readers, answers), key=scope.key("bert_fact"), strong=True)
    mount(
        scope.key("two_readers"),
        two_readers(readers, answers, several=hidden.several()),
        word=lambda word: _chosen(run, readers, asked, now, word),
        more=hidden.set_several,
        follow=lambda right: hidden.write_behind(now, right),
        undo=lambda _undo: hidden.write_behind(now, None),
    )
    say.caption(how(readers, answers))
    _masks(run, readers, asked, now, scope)
    sources()


def _edited(readers: Readers, sentence: Sentence, now: HiddenWords) -> Edited | None:
    """What the visitor put behind the word; none, and why, where both could not read it so."""
    if now.right is None:
        return None
    try:
        return with_right(readers, sentence, now.at, now.right)
    except Refused as refused:
        say.info(explain(refused, quote=literal), icon=":material/info:")
        return None


def _masks(run: Run, readers: Readers, asked: Asked, now: HiddenWords, scope: Scope) -> None:
    say.subheader(_("Who may look at whom"), anchor=False)
    mount(
        scope.key("bert_masks"),
        panels(readers, asked),
        chosen=lambda word: _chosen(run, readers, asked, now, word),
    )


def _chosen(run: Run, readers: Readers, asked: Asked, now: HiddenWords, word: int) -> None:
    """Of an edited sentence the words behind the gap are not the text's."""
    if asked.edited is None or word < asked.edited.at:
        choose(run, readers, asked.sentence, now, word)
