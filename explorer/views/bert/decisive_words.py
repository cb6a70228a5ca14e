"""Which words decide what stands in a hidden place: a measurement over the text, for both readers."""

from collections.abc import Sequence

import streamlit as st

from explorer.components.mount import mount
from explorer.engine.runs import Run
from explorer.findings.bert import decisive_words as words
from explorer.findings.bert.decisive import Decisive, Moved, decisive, key_of, known
from explorer.findings.bert.readers import Readers
from explorer.findings.bert.words import Sentence
from explorer.session.hidden import HiddenWords
from explorer.views import jobs, say
from explorer.views.bert.both import asked_about, both, choose
from explorer.views.choice import choice
from explorer.views.scope import Scope
from explorer.views.sentence import sentence as say_sentence
from explorer.words import _
from explorer.words.literal import literal


def show(run: Run, scope: Scope) -> None:
    found = both(run)
    if found is None:
        return
    readers, sentence = found
    now = asked_about(run, readers, sentence)
    measured = known(readers, sentence, now.at) or _measured(run, readers, sentence, now, scope)
    if measured is not None:
        _heat(run, readers, sentence, measured, now, scope)


def _measured(run: Run, readers: Readers, sentence: Sentence, now: HiddenWords, scope: Scope) -> Decisive | None:
    """Until it is there, the text stands there without it."""
    place = st.empty()
    with place.container():
        soon = words.strip(sentence, [None] * len(sentence.words), now.at, "bits", 1.0, label=_("The text in words"))
        mount(scope.key("decides_soon"), soon, position=lambda word: choose(run, readers, sentence, now, word))
    key = key_of(readers, sentence, now.at)
    found = jobs.result_of(key, decisive, readers, sentence, now.at, name=scope.key("decisive_words"))
    if found is not None:
        place.empty()
    return found


def _heat(run: Run, readers: Readers, sentence: Sentence, found: Decisive, now: HiddenWords, scope: Scope) -> None:
    finding, strips = st.container(), st.container()
    with st.container(horizontal=True):
        way = choice(
            _("What is done to the other words"), words.ways(), key=scope.key("decisive_way"), place="decisive_way"
        )
        measure = choice(_("Measure"), words.measures(), key=scope.key("decisive_measure"), place="decisive_measure")
    most = words.most_of(found, way, measure)

    def strip(name: str, moved: Sequence[Moved | None]) -> None:
        say.markdown(f"**{literal(name)}**")
        label = _("How much each word decides for {model}; a click hides another word", model=name)
        payload = words.strip(sentence, moved, now.at, measure, most, label=label)
        mount(scope.key(f"decides_{name}"), payload, position=lambda word: choose(run, readers, sentence, now, word))

    with finding:
        said = words.finding(readers, sentence, found, now.at, way)
        say_sentence(said, key=scope.key("decisive_finding"), strong=True)
    with strips:
        strip(readers.encoder.name, found.encoder(way))
        if found.decoder:
            strip(readers.decoder.name, found.decoder)
    say.caption(words.how(way, measure))
