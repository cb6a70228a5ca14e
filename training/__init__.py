"""How every embedded model was made: corpus -> tokenizer -> train -> export -> evaluate."""
