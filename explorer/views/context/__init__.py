"""The Context page: one head, all heads, what flows through them, and two masks."""
