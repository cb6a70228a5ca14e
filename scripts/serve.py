"""`streamlit run app.py`, better prepared in two ways.

    python -m scripts.serve --server.port 8501

Until `st.navigation` has run once, Streamlit 1.67 takes a folder named pages/ for its older way of making pages, in
which ours do not exist: the first link after a start would come up beneath the message "Page not found". And the model
begins to load when the server starts, not when the first visitor is already waiting.
"""

import sys

from streamlit.runtime.pages_manager import PagesManager
from streamlit.web import cli

from explorer.engine import model_store
from explorer.models.catalogue import DEFAULT

if __name__ == "__main__":
    PagesManager.uses_pages_directory = False
    model_store.ask(DEFAULT)
    cli.main(["run", "app.py", *sys.argv[1:]], prog_name="streamlit")
