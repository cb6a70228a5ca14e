"""The ten fixed prompts a language whose continuations the report shows."""

PROMPTS = {
    "en": (
        "Once upon a time, there was a little girl named Lily. She",
        "One day, Tom went to the park with his",
        "The sun was shining, and the birds were singing in the",
        "“Where are you going?” asked the king.",
        "The old man lived alone in a small house by the sea. Every morning he",
        "The cat and the dog were good friends. One day the cat",
        "It was a cold winter night, and snow",
        "I like dogs.\t",
        "She opened the door and saw",
        "My mother told me that",
    ),
    "ja": (
        "昔々、あるところに、おじいさんとおばあさんが",
        "私は昨日、友だちと学校へ",
        "ある日、子供は森の中で",
        "空は青く晴れて、小鳥が",
        "お母さんは、やさしい声で、「",
        "冬の寒い晩のことでした。",
        "赤い花と白い花が咲きました。",
        "男は静かに戸を開けて、",
        "町の人々は、みんな",
        "I like music.\t私は音楽が好きです。\nI like books.\t私は本が",
    ),
}
