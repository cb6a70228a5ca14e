"""The words of the family's data file: kinds, objectives, ties and figures, in the reader's language."""

from explorer.words import N_, translated

KINDS = {
    "encoder-decoder": N_("Encoder–decoder"),
    "encoder": N_("Encoder"),
    "decoder": N_("Decoder"),
}
OBJECTIVES = {
    "translation": N_("translates one language into another"),
    "next token": N_("predicts the next token"),
    "gaps": N_("fills gaps, looking both ways"),
    "gaps and next sentence": N_("fills gaps, and says whether two sentences follow each other"),
    "spans": N_("fills gaps of several words, writing them out"),
    "human feedback": N_("predicts the next token, then learned to answer as people prefer"),
    "picture classes": N_("says what is in a picture"),
    "pairs": N_("says which caption belongs to which picture"),
    "answers about pictures": N_("answers questions about a picture"),
    "speech to text": N_("writes down what is spoken"),
}
TIES = {
    "weights": N_("began with its weights"),
    "design": N_("is built like it"),
    "idea": N_("took up an idea of it"),
}
FIGURES = {
    "parameters": N_("Parameters"),
    "active": N_("Parameters at work on a token"),
    "data": N_("Training data"),
    "compute": N_("Compute"),
    "context": N_("Context length"),
    "vocabulary": N_("Vocabulary"),
    "tokenizer": N_("Tokenizer"),
    "positions": N_("Positions"),
    "norm": N_("Norms"),
}
VALUES = {
    "sinusoidal": N_("sines and cosines"),
    "learned": N_("learned"),
    "relative": N_("relative distances"),
    "sinusoidal and learned": N_("sines and cosines in the encoder, learned in the decoder"),
    "RoPE in 3 of 4 layers": N_("RoPE in three of four layers, none in the fourth"),
    "LayerNorm after": N_("LayerNorm after each part"),
    "LayerNorm before": N_("LayerNorm before each part"),
    "RMSNorm before": N_("RMSNorm before each part"),
    "RMSNorm after": N_("RMSNorm after each part"),
    "RMSNorm around": N_("RMSNorm before and after each part"),
}
"""Names in the file that are words; the others, such as BPE and RoPE, are the same everywhere."""


def kind(name: str) -> str:
    return translated(KINDS[name])


def objective(name: str) -> str:
    return translated(OBJECTIVES[name])


def tie(name: str) -> str:
    return translated(TIES[name])


def figure(name: str) -> str:
    return translated(FIGURES[name])


def value(name: str) -> str:
    return translated(VALUES[name]) if name in VALUES else name
