"""How large language models are: what was published about others, and what our own models' cards say."""
