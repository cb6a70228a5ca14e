"""Teaching a copy of a model a little more (LoRA), on examples or on preferences, and keeping what was learnt."""
