"""What is played: riddles whose answers a model weighs, for one player and for a room."""
