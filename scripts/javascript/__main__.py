"""Check the components' scripts, or put them into their form.

python -m scripts.javascript check    # format, types, unit tests
python -m scripts.javascript format
"""

import json
import shutil
import subprocess
import sys
from pathlib import Path

from explorer.components.mount import scripts
from scripts.javascript.node import ROOT, TOOLS, node, tool

COMPONENTS = ROOT / "explorer" / "components"
SOURCES = ("explorer/components/**/*.js", "explorer/components/component.d.ts", "tests/javascript/*.mjs")
FORM = ("--print-width", "120", "--log-level", "warn")
SETTINGS = {
    "compilerOptions": {
        "allowJs": True,
        "checkJs": True,
        "noEmit": True,
        "strict": False,
        "target": "ES2023",
        "module": "ESNext",
        "lib": ["ES2023", "DOM", "DOM.Iterable"],
        "types": [],
    },
    "include": ["*.js", "*.d.ts"],
}


def main(what: str) -> int:
    if what == "format":
        return run(*tool("prettier"), "--write", *FORM, *SOURCES)
    return (
        run(*tool("prettier"), "--check", *FORM, *SOURCES)
        or run(*tool("tsc"), "--project", str(assembled()))
        or run(*node(), "--test", *map(str, sorted((ROOT / "tests" / "javascript").glob("*.test.mjs"))))
    )


def assembled() -> Path:
    """A folder with each component's script as the browser is given it, whole, for the type checker."""
    folder = TOOLS / "assembled"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name in ("shared.js", "component.d.ts", "types.d.ts"):
        shutil.copy(COMPONENTS / name, folder)
    for main_script in COMPONENTS.glob("*/*/component.js"):
        parts = [script.read_text(encoding="utf-8") for script in scripts(main_script.parent)]
        (folder / f"{main_script.parent.name}.js").write_text("".join(parts), encoding="utf-8")
    (folder / "tsconfig.json").write_text(json.dumps(SETTINGS), encoding="utf-8")
    return folder


def run(*command: str) -> int:
    return subprocess.run(command, cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    if sys.argv[1:] not in (["check"], ["format"]):
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
