"""Talks as data: scenes, each a place in the app and words in both languages. Knows no Streamlit."""
