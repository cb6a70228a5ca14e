"""The Features page: what the stream holds, what made a token likely, and where that came from."""
