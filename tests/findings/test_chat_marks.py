"""The visitor's words come first, and what the chat's template writes around them is folded, but never lost."""

from functools import cache
from itertools import pairwise

import numpy as np
import pytest

from explorer.engine.runs import Run
from explorer.findings import chat_marks
from explorer.findings.context.parts import parts_of_run
from explorer.findings.context.wall import wall_of
from explorer.findings.features.lens import lens_table, window_of
from explorer.findings.home.whole_pass import whole_pass
from explorer.findings.output import decided_words, text_so_far
from explorer.findings.output.decided import decided_of_run
from explorer.findings.output.decided_heat import decided_heat
from explorer.findings.output.reading import reading_of
from explorer.findings.output.run_surprisal import run_surprisal
from explorer.findings.output.text_heat import how_expected, text_heat
from explorer.findings.tokens.detail import counted
from explorer.findings.tokens.vectors import PATCH, WHOLE, Choice, cloud, ids_of, nearest_said, nearest_to, placed
from explorer.models.catalogue import find
from explorer.models.loader import load
from explorer.models.model import Model
from explorer.pictures.picture import Picture, Shape
from explorer.session.here import Here
from tests.findings.embedded import embedded_run, run_at

SAID = "What colour is a banana? Say it in one word."


@cache
def chat_model() -> Model:
    return load(find("explorer-chat"))


def chat(**fields) -> Run:
    return run_at(Here(SAID, model="explorer-chat", **fields), chat_model())


def test_what_is_kept_is_what_was_typed_what_was_written_and_where_the_answer_begins() -> None:
    run = chat(generated=(5, 6), step=2)
    own = run.model.prompt(SAID, chat=True).own
    n = len(run.generation.prompt_ids)
    assert set(chat_marks.kept(run, whole=False)) >= {*own, n - 1, n, n + 1}
    assert run.model.tokenizer.decode([run.tokens[i].id for i in own]) == SAID
    assert chat_marks.kept(run, whole=True) == tuple(range(len(run.tokens)))


def test_folds_and_what_is_kept_make_the_whole() -> None:
    run = chat()
    away = [place for fold in chat_marks.folds(run) for place in fold]
    assert sorted([*away, *chat_marks.kept(run, whole=False)]) == list(range(len(run.tokens)))
    assert len(away) == chat_marks.n_folded(run) > 0


@pytest.mark.parametrize("position", range(4))
def test_a_selected_token_is_never_folded(position: int) -> None:
    assert position in chat_marks.kept(chat(position=position), whole=False)


@pytest.mark.parametrize("run", [embedded_run, lambda: chat(chat=False)])
def test_where_there_is_no_chat_nothing_is_folded(run) -> None:
    assert chat_marks.folds(run()) == ()


def test_pictures_of_attention_fold_a_stretch_into_one_row_and_rows_still_sum_to_one() -> None:
    run = chat(layer=3)
    parts = parts_of_run(run, "token", whole=False)
    merged = parts.merged(run.trace.pattern(3))
    np.testing.assert_allclose(merged.sum(-1), 1, atol=1e-5)
    assert len(parts.groups) == len(chat_marks.kept(run, whole=False)) + len(chat_marks.folds(run))
    assert parts.texts[0] == chat_marks.short(run, parts.groups[0]) or len(parts.groups[0]) == 1
    assert parts_of_run(run, "token").alone
    assert wall_of(run.trace, False, parts.groups).thumbnails.shape[-1] == len(parts.groups)


def test_numbers_along_the_text_keep_their_sum() -> None:
    run = chat()
    values = list(range(len(run.tokens)))
    folded = chat_marks.row_of(run, run.tokens, values, whole=False)
    assert sum(folded.values) == sum(values)
    assert folded.selected is not None
    assert folded.values[folded.selected] == run.position


def test_the_lens_says_what_is_folded_between_two_columns() -> None:
    run = run_at(Here("Hi", model="explorer-chat", position=0), chat_model())
    shown = chat_marks.kept(run, whole=False)
    table = lens_table(run, window_of(len(shown), len(shown) - 1, None), tuned_lens=False, shown=shown)
    positions = [column.position for column in table.columns]
    assert positions == list(shown[-len(positions) :])
    gaps = [range(a + 1, b) for a, b in pairwise(positions)]
    assert any(gaps)
    assert [column.skipped for column in table.columns[1:]] == [chat_marks.told(run, [gap]) for gap in gaps]


def test_the_pass_shows_the_words_and_counts_them_apart() -> None:
    run = chat()
    shown = whole_pass(run, whole=False)
    own = run.model.prompt(SAID, chat=True).own
    assert [token.id for token in shown.tokens[:-1]] == [run.tokens[i].id for i in own][-len(shown.tokens) + 1 :]
    assert "".join(part.text for part in shown.stages[0].said) == f"A text of {len(SAID)} characters comes in."
    around = len(run.tokens) - len(own)
    said = "".join(part.text for part in shown.stages[1].said)
    assert said == f"① It is cut into {len(own)} tokens. The chat's template adds {around}."
    assert counted(run).endswith(f"became {len(own)} tokens. The chat's template adds {around}.")
    rest = shown.layers[0].looks.values.sum(-1) + shown.layers[0].rest.values
    np.testing.assert_allclose(rest, 1, atol=1e-5)


def test_surprise_is_drawn_along_the_words() -> None:
    run = chat()
    assert text_so_far.path(run, run_surprisal(run), whole=False).places == chat_marks.kept(run, whole=False)
    strip = text_so_far.strip(run, run_surprisal(run), follow=False, whole=False)
    assert [(fold.start, fold.stop) for fold in strip.folds] == [(f.start, f.stop) for f in chat_marks.folds(run)]


@pytest.mark.parametrize("whole", [False, True])
def test_a_heat_over_the_text_begins_with_what_was_typed(whole: bool) -> None:
    run = chat()
    away, kept = chat_marks.away(run, whole=whole), chat_marks.kept(run, whole=whole)
    read = text_heat(run, run.tokens, reading_of(run.model, run.trace.ids), selected=None, away=away)
    assert [piece.at for piece in read.pieces] == list(kept)
    decided = decided_heat(run, run.tokens, decided_of_run(run), "choice", selected=None, door="", away=away)
    assert [piece.at for piece in decided.pieces] == [*kept, len(run.tokens)]


def test_what_is_said_of_a_heat_counts_what_it_shows() -> None:
    run = chat()
    away, read = chat_marks.away(run, whole=False), reading_of(run.model, run.trace.ids)
    bits = [read.surprisal[place - 1] for place in chat_marks.kept(run, whole=False) if place]
    assert f" {2 ** np.mean(bits):,.0f}." in how_expected(run.tokens, read, away)
    decided = decided_of_run(run)
    assert f"the {len(bits) + 1} predictions" in decided_words.finding(run, run.tokens, decided, "choice", away)
    assert f"the {len(run.tokens)} predictions" in decided_words.finding(run, run.tokens, decided, "choice")


VISION = "explorer-vision"


@cache
def vision_model() -> Model:
    return load(find(VISION))


def seeing(**fields) -> Run:
    picture = Picture((Shape("circle", "blue", "large", 20, 20),))
    return run_at(Here("What colour is the circle?", model=VISION, picture=picture, **fields), vision_model())


def test_a_picture_s_tokens_fold_into_one_and_are_counted_apart() -> None:
    run = seeing()
    (fold,) = chat_marks.folds(run)
    assert fold == run.model.prompt("x", picture=True).picture
    assert chat_marks.short(run, fold) == f"▦ {len(fold)}"
    assert chat_marks.told(run, [fold]) == "64 tokens of the picture"
    assert chat_marks.added(run).startswith("The picture became 64 tokens.")
    assert list(chat_marks.folds(seeing(position=10))) == [range(1, 10), range(11, 65)]


def test_the_map_of_vectors_has_the_picture_s_patches_beside_the_words() -> None:
    run = seeing(position=10)
    ids = ids_of(run, WHOLE)
    near, cosines = nearest_to(run, run.trace.ids[10])
    found = cloud(run, placed(run, Choice(WHOLE, flat=True, umap=False), ids), ids, near, run.trace.ids[10])
    assert len(found.texts) == len(ids) + 64
    assert found.texts[found.selected] == "▦2,2"
    assert (found.groups == PATCH).sum() == 64
    assert len(found.run) == len(run.tokens) - 64
    assert cosines[0] == max(cosines) < 0.999
    assert nearest_said(run, run.trace.ids[10], near, cosines).startswith("This patch of the picture is no word")
