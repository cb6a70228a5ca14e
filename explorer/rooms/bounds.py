"""How much a room may be, so that nobody fills the database."""

LIFETIME = 3 * 3600.0
"""Seconds after which a room ends by itself."""

MOST_ROOMS = 40
"""At the same time, in one database."""

MOST_PLAYERS = 120
"""In one room."""

MOST_ROUNDS = 300
"""In one room."""

LONGEST = 40
"""Characters of what a player may write."""

LONGEST_ASKED = 4_000
"""Characters of a question, as JSON."""

LONGEST_NOTE = 2_000
"""Characters of what a participant of a workshop writes about one task."""

MOST_TASKS = 60
"""Of a workshop."""

PAUSE = 0.5
"""Seconds between two answers that one browser sends."""
