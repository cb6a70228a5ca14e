"""The Japanese is of one style: one name for each thing, numbers and their counters written one way."""

import re
import tomllib
from collections.abc import Iterator

import pytest

from explorer.words import forms_of
from explorer.words.examples import FILE as EXAMPLES
from explorer.words.glossary import terms
from scripts.messages import ROOT, catalogue_of

KANA_OR_KANJI = "ぁ-んァ-ヶー一-鿿々"

OTHERWISE = {
    "動画": "アニメーション",
    "学び方": "学習のしかた",
    "流れるもの": "情報の流れ",
    "効いた入力": "影響の大きい入力",
    "この実行で": "この文章で",
    "驚き": "意外さ（surprisal）",
    "情報量": "意外さ（surprisal）",
    "専門家": "強いモデル",
    "アマチュア": "弱いモデル",
    "対話テンプレート": "会話用の書式（テンプレート）",
    "チャットテンプレート": "会話用の書式（テンプレート）",
    "重複トークン": "同じトークン（duplicate token）",
    "一致 {": "重なり {",
    "まえ：": "前：",
    "くり返": "繰り返",
    "いちばん": "最も、一番",
    "わか": "分か",
    "ようす": "様子",
    "はたら": "働",
    "メモリー": "メモリ",
    "フォルダー": "フォルダ",
    "パラメーター": "パラメータ",
    "コンピューター": "コンピュータ",
    "アテンション・パターン": "アテンションパターン",
    " ほか 20": " et al. 20",
    " bits": " ビット",
}
"""What is not written -> what is written instead."""

ONLY_WITH_ENGLISH = re.compile(r"誘導(?!（induction）|\*（induction）|\*\*（induction）)")
ONLY_AS_AN_ALGORITHM = re.compile(r"(?<!バイト対)符号化(?!ステップ)")
COUNTED_IN_KANJI = re.compile(
    r"(?<!何)[一二三四五六七八九十](つ|回|度目|トークン|文字|個|行|項|倍|種類|秒|ます|マス|語(?!一)|通り)|(?<!何)[千百]回|[千百十]個"
)
CLOSE = re.compile(rf"[{KANA_OR_KANJI}][0-9A-Za-z]|[0-9A-Za-z%][{KANA_OR_KANJI}]")
"""Where a space is missing between Japanese and digits or letters of Latin."""
CLOSE_TO_A_PLACE = re.compile(
    r"第\{\w+\}|\{(n|layer|rank|n_vocab|parameters|data|compute)\}(層|個|位|分の|本|番|点|項|倍)"
)
WIDE = re.compile(r"[ \u3000]{2,}|[ ](?=[、。，．）」])|(?<=[（「])[ ]")


def written() -> Iterator[tuple[str, str]]:
    """Every Japanese text of the app: where it stands, and the text."""
    for message in catalogue_of("ja"):
        if message.id:
            yield from ((f"translation of {forms_of(message.id)[0][:60]!r}", text) for text in forms_of(message.string))
    for file in sorted((ROOT / "pages").glob("*/text.ja.md")):
        prose = re.sub(
            r"`[^`]*`|\$\$.*?\$\$|\$[^$]*\$|\]\([^)]*\)", "＿", file.read_text(encoding="utf-8"), flags=re.DOTALL
        )
        yield from ((f"{file.parent.name}: line {n}", line) for n, line in enumerate(prose.splitlines(), 1))
    for example in tomllib.loads(EXAMPLES.read_text(encoding="utf-8"))["example"]:
        yield "example", example["ja"]
    yield from ((f"glossary: {slug}", term.says + term.short) for slug, term in terms("ja").items())


TEXTS = list(written())


@pytest.mark.parametrize("spelling", OTHERWISE)
def test_each_thing_has_one_name(spelling: str) -> None:
    assert [(place, text) for place, text in TEXTS if spelling in text] == [], f"write {OTHERWISE[spelling]}"


@pytest.mark.parametrize(
    ("rule", "instead"),
    [
        (ONLY_WITH_ENGLISH, "誘導（induction）"),
        (ONLY_AS_AN_ALGORITHM, "トークナイザー, or バイト対符号化"),
        (COUNTED_IN_KANJI, "1 つ, 2 つ, 1 回, 1 トークン …"),
        (CLOSE, "a space between Japanese and digits or Latin letters"),
        (CLOSE_TO_A_PLACE, "第 {layer} 層, {n} 個, {n} 分の 1"),
        (WIDE, "one space, and none beside brackets and stops"),
    ],
    ids=["induction", "tokenizer", "counting", "spaces", "spaces at places", "too many spaces"],
)
def test_the_rule_holds_everywhere(rule: re.Pattern[str], instead: str) -> None:
    assert [(place, text) for place, text in TEXTS if rule.search(text)] == [], f"write {instead}"


@pytest.mark.parametrize("place", ["token", "choice", "guess", "greedy", "chosen", "query", "key"])
def test_a_token_in_a_sentence_stands_in_brackets(place: str) -> None:
    bare = re.compile(rf"(?<!「)\{{{place}\}}(?!」)")
    found = [text for where, text in TEXTS if "。" in text and bare.search(text) and "config.json" not in text]
    assert found == [], f"write 「{{{place}}}」"
