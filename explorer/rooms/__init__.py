"""Rooms: an audience joins with a code, answers, and sees what came of it. A database holds them; no Streamlit."""
