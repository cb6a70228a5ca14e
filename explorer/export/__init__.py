"""What a visitor takes along: the code of a link, a run as a file, a script and a notebook that redo it."""
