"""A notebook that redoes the page with the `explorer` package: the run, what came out of it, and the view itself."""

import json
from collections.abc import Mapping
from pprint import pformat

from explorer.words import _, language

_RUN = """\
from explorer import words
from explorer.engine import model_store
from explorer.engine.runs import run_of
from explorer.session.here import Here
from explorer.session.link import from_params

words.speak({lang!r})
here, ignored = from_params({params}, Here({prompt!r}, lang={lang!r}))
model = model_store.ask(here.model).result()
run = run_of(here.question, model, here.selection)
[token.text for token in run.tokens]"""

_NEXT = """\
import numpy as np

logits = run.trace.logits[{place}].astype(float)  # {about}
probs = np.exp(logits - logits.max())
probs /= probs.sum()
best = probs.argsort()[::-1][:10]
for text, p in zip(run.texts_of(best), probs[best]):
    print(f"{{p:7.2%}}  {{text}}")"""

_PATTERN = """\
import plotly.graph_objects as go

pattern = run.trace.pattern(run.layer)[run.head]  # (T, T): query position, key position
names = [f"{place} {token.text}" for place, token in enumerate(run.tokens, 1)]
figure = go.Figure(go.Heatmap(z=pattern, x=names, y=names, colorscale="Purples"))
figure.update_layout(title=f"{run.layer + 1} · {run.head + 1}", width=640, height=600)
figure.update_yaxes(autorange="reversed")"""

_PAGE = """\
from pathlib import Path
from IPython.display import IFrame

from explorer.shell.outside import page_file

Path("page.html").write_bytes(page_file(here, {page!r}))
IFrame("page.html", width="100%", height=760)"""


def notebook(page: str, lang: str, prompt: str, params: Mapping[str, str], *, causal: bool) -> bytes:
    """`prompt` is the one that a bare link opens, `params` the link's own."""
    import nbformat
    from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

    written = pformat(dict(params), width=100, sort_dicts=False)
    place, about = ("-1", "after the last token") if causal else ("run.position", "at the selected token")
    cells = [
        new_markdown_cell(_("# A run of LLM Explorer")),
        new_markdown_cell(
            _("Open this notebook in the explorer's own folder, with what requirements.txt names installed.")
        ),
        new_code_cell(_RUN.format(lang=lang, params=written, prompt=prompt)),
        new_markdown_cell(_("## What the model finds likely")),
        new_code_cell(_NEXT.format(place=place, about=about)),
        new_markdown_cell(_("## Where the selected head looks")),
        new_code_cell(_PATTERN),
        new_markdown_cell(_("## The page itself")),
        new_code_cell(_PAGE.format(page=page)),
    ]
    for n, cell in enumerate(cells):
        cell["id"] = f"cell-{n}"  # by itself nbformat draws lots, and the same run would be another file
    made = new_notebook(cells=cells, metadata={"language_info": {"name": "python"}, "lang": language()})
    nbformat.validate(made)
    return json.dumps(made, ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass")
