"""What is played with: questions, answers, and the door of a room."""
