"""The tokens page: how a text is cut, what that costs, the vocabulary, and the vectors that it all begins with."""
