"""Decoding: from the logits of the next token to the token. Logits in, probabilities and a choice out."""
