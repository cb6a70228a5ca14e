"""Streamlit components v2: plain HTML, CSS and JavaScript, no build step. Users' text goes in as data, not markup."""
