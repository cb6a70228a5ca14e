"""The only part of the package that imports Streamlit: state, caches, widgets, words."""
