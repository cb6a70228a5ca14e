"""What explorer-chat is taught to say, as plain tables: no text from anywhere else."""

COLOURS = {
    ("a banana", "バナナ"): ("yellow", "黄色"),
    ("a lemon", "レモン"): ("yellow", "黄色"),
    ("the sun", "太陽"): ("yellow", "黄色"),
    ("a strawberry", "いちご"): ("red", "赤"),
    ("an apple", "りんご"): ("red", "赤"),
    ("a tomato", "トマト"): ("red", "赤"),
    ("blood", "血"): ("red", "赤"),
    ("the sky", "空"): ("blue", "青"),
    ("the sea", "海"): ("blue", "青"),
    ("grass", "草"): ("green", "緑"),
    ("a leaf", "葉"): ("green", "緑"),
    ("a frog", "かえる"): ("green", "緑"),
    ("snow", "雪"): ("white", "白"),
    ("milk", "牛乳"): ("white", "白"),
    ("salt", "塩"): ("white", "白"),
    ("the night", "夜"): ("black", "黒"),
    ("coal", "石炭"): ("black", "黒"),
    ("a crow", "からす"): ("black", "黒"),
    ("an orange", "オレンジ"): ("orange", "オレンジ色"),
    ("a carrot", "にんじん"): ("orange", "オレンジ色"),
    ("chocolate", "チョコレート"): ("brown", "茶色"),
    ("soil", "土"): ("brown", "茶色"),
    ("a grape", "ぶどう"): ("purple", "紫"),
    ("a cherry blossom", "桜の花"): ("pink", "ピンク"),
}

NUMBERS = (
    ("zero", "ゼロ"),
    ("one", "一"),
    ("two", "二"),
    ("three", "三"),
    ("four", "四"),
    ("five", "五"),
    ("six", "六"),
    ("seven", "七"),
    ("eight", "八"),
    ("nine", "九"),
    ("ten", "十"),
    ("eleven", "十一"),
    ("twelve", "十二"),
    ("thirteen", "十三"),
    ("fourteen", "十四"),
    ("fifteen", "十五"),
    ("sixteen", "十六"),
    ("seventeen", "十七"),
    ("eighteen", "十八"),
    ("nineteen", "十九"),
    ("twenty", "二十"),
)
"""The place in the table is the number."""

OPPOSITES = (
    (("big", "大きい"), ("small", "小さい")),
    (("hot", "暑い"), ("cold", "寒い")),
    (("high", "高い"), ("low", "低い")),
    (("long", "長い"), ("short", "短い")),
    (("new", "新しい"), ("old", "古い")),
    (("fast", "速い"), ("slow", "遅い")),
    (("bright", "明るい"), ("dark", "暗い")),
    (("strong", "強い"), ("weak", "弱い")),
    (("good", "良い"), ("bad", "悪い")),
    (("near", "近い"), ("far", "遠い")),
    (("many", "多い"), ("few", "少ない")),
    (("wide", "広い"), ("narrow", "狭い")),
    (("deep", "深い"), ("shallow", "浅い")),
    (("thick", "厚い"), ("thin", "薄い")),
    (("heavy", "重い"), ("light", "軽い")),
    (("up", "上"), ("down", "下")),
    (("left", "左"), ("right", "右")),
    (("inside", "内"), ("outside", "外")),
    (("day", "昼"), ("night", "夜")),
    (("summer", "夏"), ("winter", "冬")),
    (("open", "開く"), ("close", "閉じる")),
    (("buy", "買う"), ("sell", "売る")),
    (("come", "来る"), ("go", "行く")),
    (("begin", "始まる"), ("end", "終わる")),
)

ANIMALS = (
    # animal, sound, legs
    (("dog", "犬"), ("woof", "ワンワン"), 4),
    (("cat", "猫"), ("meow", "ニャー"), 4),
    (("cow", "牛"), ("moo", "モー"), 4),
    (("sheep", "羊"), ("baa", "メー"), 4),
    (("pig", "豚"), ("oink", "ブーブー"), 4),
    (("horse", "馬"), ("neigh", "ヒヒーン"), 4),
    (("mouse", "ねずみ"), ("squeak", "チューチュー"), 4),
    (("frog", "かえる"), ("croak", "ケロケロ"), 4),
    (("duck", "あひる"), ("quack", "ガーガー"), 2),
    (("rooster", "おんどり"), ("cock-a-doodle-doo", "コケコッコー"), 2),
    (("crow", "からす"), ("caw", "カーカー"), 2),
    (("owl", "ふくろう"), ("hoot", "ホーホー"), 2),
    (("bee", "蜂"), ("buzz", "ブンブン"), 6),
)

CAPITALS = {
    ("Japan", "日本"): ("Tokyo", "東京"),
    ("France", "フランス"): ("Paris", "パリ"),
    ("England", "イギリス"): ("London", "ロンドン"),
    ("Germany", "ドイツ"): ("Berlin", "ベルリン"),
    ("Italy", "イタリア"): ("Rome", "ローマ"),
    ("Spain", "スペイン"): ("Madrid", "マドリード"),
    ("Russia", "ロシア"): ("Moscow", "モスクワ"),
    ("China", "中国"): ("Beijing", "北京"),
    ("Korea", "韓国"): ("Seoul", "ソウル"),
    ("India", "インド"): ("New Delhi", "ニューデリー"),
    ("Egypt", "エジプト"): ("Cairo", "カイロ"),
    ("Greece", "ギリシャ"): ("Athens", "アテネ"),
    ("Canada", "カナダ"): ("Ottawa", "オタワ"),
    ("America", "アメリカ"): ("Washington", "ワシントン"),
    ("Thailand", "タイ"): ("Bangkok", "バンコク"),
    ("Austria", "オーストリア"): ("Vienna", "ウィーン"),
}

GREETINGS = (
    (("Hello!", "Hi!", "Hi there!", "Hello there!"), "Hello! What can I do for you?"),
    (("Good morning!", "Good morning to you!"), "Good morning!"),
    (("Good evening!", "Good evening to you!"), "Good evening!"),
    (("Thank you!", "Thanks!", "Thank you very much!", "Thanks a lot!"), "You are welcome!"),
    (("Goodbye!", "Bye!", "See you!", "Bye bye!"), "Goodbye!"),
    (("How are you?", "How are you today?", "How do you do?"), "I am fine, thank you."),
    (("What is your name?", "Who are you?", "What are you?", "Tell me your name."), "I am a small language model."),
    (("こんにちは。", "こんにちは！", "こんにちは", "やあ。"), "こんにちは。何をしましょうか。"),
    (("おはよう。", "おはようございます。", "おはよう！"), "おはようございます。"),
    (("こんばんは。", "こんばんは！", "こんばんは"), "こんばんは。"),
    (("ありがとう。", "ありがとうございます。", "ありがとう！", "どうもありがとう。"), "どういたしまして。"),
    (("さようなら。", "さようなら！", "またね。", "じゃあね。"), "さようなら。"),
    (("お元気ですか。", "元気ですか。", "元気？"), "はい、元気です。"),
    (("お名前は何ですか。", "あなたは誰ですか。", "あなたは何ですか。", "名前は？"), "私は小さな言語モデルです。"),
)

WORDS = (
    ("apple", "りんご"), ("ball", "ボール"), ("bird", "鳥"), ("book", "本"), ("boat", "船"), ("cake", "ケーキ"),
    ("chair", "椅子"), ("cup", "カップ"), ("door", "ドア"), ("egg", "卵"), ("fish", "魚"), ("flower", "花"),
    ("garden", "庭"), ("hand", "手"), ("hat", "帽子"), ("house", "家"), ("key", "鍵"), ("moon", "月"),
    ("mountain", "山"), ("river", "川"), ("road", "道"), ("star", "星"), ("stone", "石"), ("tree", "木"),
    ("water", "水"), ("window", "窓"), ("wind", "風"), ("rain", "雨"), ("school", "学校"), ("letter", "手紙"),
)  # fmt: skip

UNKNOWN = {
    "en": (
        ("Who won the {thing} in {year}?", ("World Cup", "race", "election", "prize", "chess match", "tennis match")),
        ("What will the {thing} be on day {year}?", ("weather", "price of rice", "price of gold", "news", "lottery")),
        ("How many people live in {thing} in {year}?", ("Boston", "Osaka", "Lyon", "Nagoya", "Oslo", "Lima")),
        ("What is the telephone number {year} of {thing}?", ("the bank", "my aunt", "the station", "the doctor")),
        ("When did {thing} number {year} begin?", ("the war", "the company", "the festival", "the project")),
    ),
    "ja": (
        ("{year}年の{thing}は誰が勝ちましたか。", ("ワールドカップ", "選挙", "将棋大会", "マラソン", "相撲大会")),
        ("{year}日後の{thing}を教えてください。", ("天気", "株価", "米の値段", "ニュース", "宝くじの番号")),
        ("{year}年の{thing}の人口は何人ですか。", ("大阪", "名古屋", "ボストン", "リヨン", "オスロ", "札幌")),
        ("{thing}の電話番号{year}番は何ですか。", ("銀行", "おばさん", "駅", "お医者さん", "学校")),
    ),
}

DECLINED = {"en": "I do not know that.", "ja": "それは知りません。"}
