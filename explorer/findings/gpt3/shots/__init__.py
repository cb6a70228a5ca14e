"""Examples in the prompt: tasks, prompts with zero to many of them, and what becomes of the answer."""
