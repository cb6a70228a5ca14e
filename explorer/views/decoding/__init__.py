"""The Decoding page: the sampler, the whole vocabulary, temperature, settings side by side, a thousand draws."""
