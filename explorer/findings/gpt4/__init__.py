"""GPT-4: pictures as tokens, and a longer memory."""
