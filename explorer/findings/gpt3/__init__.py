"""GPT-3 and ChatGPT: pre-training, examples in the prompt, fine-tuning, preferences."""
