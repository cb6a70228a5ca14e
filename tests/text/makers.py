"""Tiny tokenizers of each kind, made on the spot."""

from tokenizers import AddedToken, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors
from transformers import PreTrainedTokenizerFast

_GPT2 = sorted(pre_tokenizers.ByteLevel.alphabet())


def byte_level() -> PreTrainedTokenizerFast:
    """GPT-2's and Llama 3's kind: a letter a byte, two merges, an added token, a special one before each text."""
    vocabulary = {letter: id for id, letter in enumerate([*_GPT2, "he", "Ġhe"])}
    made = Tokenizer(models.BPE(vocab=vocabulary, merges=[("h", "e"), ("Ġ", "he")]))
    made.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    made.decoder = decoders.ByteLevel()
    made.add_special_tokens(["<|endoftext|>"])
    made.add_tokens([AddedToken("æĿ", normalized=False)])
    made.post_processor = processors.TemplateProcessing(
        single="<|endoftext|> $A", special_tokens=[("<|endoftext|>", made.token_to_id("<|endoftext|>"))]
    )
    return PreTrainedTokenizerFast(tokenizer_object=made, eos_token="<|endoftext|>")


def wordpiece() -> PreTrainedTokenizerFast:
    """BERT's kind: lower-cased words, ## for what goes on."""
    words = ["[UNK]", "[CLS]", "[SEP]", "[MASK]", "[", "]", "mask", "walk", "##ing", "##s", "the", ",", "a", "日"]
    made = Tokenizer(models.WordPiece(vocab={word: id for id, word in enumerate(words)}, unk_token="[UNK]"))
    made.normalizer = normalizers.BertNormalizer(lowercase=True)
    made.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    made.decoder = decoders.WordPiece()
    made.add_special_tokens(words[:4])
    made.post_processor = processors.BertProcessing(("[SEP]", 2), ("[CLS]", 1))
    return PreTrainedTokenizerFast(
        tokenizer_object=made, unk_token="[UNK]", cls_token="[CLS]", sep_token="[SEP]", mask_token="[MASK]"
    )


def byte_fallback() -> PreTrainedTokenizerFast:
    """Llama 2's kind: ▁ for a space, one put before every text, and bytes for characters that it lacks."""
    pieces = ["<unk>", "<s>", "</s>", *(f"<0x{byte:02X}>" for byte in range(256)), *"▁thea東", "th", "the", "▁the"]
    made = Tokenizer(
        models.BPE(
            vocab={piece: id for id, piece in enumerate(pieces)},
            merges=[("t", "h"), ("th", "e"), ("▁", "the")],
            unk_token="<unk>",
            byte_fallback=True,
        )
    )
    made.normalizer = normalizers.Sequence([normalizers.Prepend("▁"), normalizers.Replace(" ", "▁")])
    made.decoder = decoders.Sequence(
        [decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse(), decoders.Strip(" ", 1, 0)]
    )
    made.add_special_tokens(pieces[:3])
    return PreTrainedTokenizerFast(tokenizer_object=made, unk_token="<unk>", bos_token="<s>", eos_token="</s>")


def unigram() -> PreTrainedTokenizerFast:
    """T5's kind: scored pieces, among them the special tokens themselves."""
    pieces = [("<unk>", 0.0), ("</s>", 0.0), *((letter, -5.0) for letter in "▁thea</s>"), ("▁the", -1.0)]
    made = Tokenizer(models.Unigram(vocab=pieces, unk_id=0, byte_fallback=False))
    made.pre_tokenizer = pre_tokenizers.Metaspace()
    made.decoder = decoders.Metaspace()
    made.add_special_tokens(["<unk>", "</s>"])
    return PreTrainedTokenizerFast(tokenizer_object=made, unk_token="<unk>", eos_token="</s>")


def word_level() -> PreTrainedTokenizerFast:
    """A kind whose tokens cannot be told apart from the spaces between them."""
    made = Tokenizer(models.WordLevel(vocab={"a": 0, "<unk>": 1}, unk_token="<unk>"))
    return PreTrainedTokenizerFast(tokenizer_object=made, unk_token="<unk>")


def numerals(single: str) -> PreTrainedTokenizerFast:
    """Numerals alone, without a token for what it lacks. single: what stands before and after a text, $A."""
    pieces = ["[CLS]", "[SEP]", "1", "2"]
    made = Tokenizer(models.BPE(vocab={piece: id for id, piece in enumerate(pieces)}, merges=[]))
    made.decoder = decoders.ByteLevel()
    made.add_special_tokens(pieces[:2])
    made.post_processor = processors.TemplateProcessing(single=single, special_tokens=[("[CLS]", 0), ("[SEP]", 1)])
    return PreTrainedTokenizerFast(tokenizer_object=made, cls_token="[CLS]", sep_token="[SEP]")
