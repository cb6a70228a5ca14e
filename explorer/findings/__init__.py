"""What is found in a run, in values and sentences. Knows no Streamlit."""
