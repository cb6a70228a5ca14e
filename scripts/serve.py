"""`streamlit run app.py`, cured of one thing: a link to a page, opened first after a start, says "Page not found".

    python -m scripts.serve --server.port 8501

Until `st.navigation` has run once, Streamlit 1.67 takes a folder named pages/ for its older way of making pages, in
which ours do not exist. The page comes up all the same, but beneath that message.
"""

import sys

from streamlit.runtime.pages_manager import PagesManager
from streamlit.web import cli

if __name__ == "__main__":
    PagesManager.uses_pages_directory = False
    cli.main(["run", "app.py", *sys.argv[1:]], prog_name="streamlit")
