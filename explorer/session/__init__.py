"""The visitor's place: Here, its link, and what they typed and keep."""
