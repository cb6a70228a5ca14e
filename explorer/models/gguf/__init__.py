"""GGUF files, the form in which llama.cpp and its kin keep models, made into folders that the loader opens."""
