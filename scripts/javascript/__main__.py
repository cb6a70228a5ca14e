"""Check the components' scripts, or put them into their form.

python -m scripts.javascript check    # format, types, unit tests
python -m scripts.javascript format
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from explorer.components.mount import scripts
from scripts.javascript.node import ROOT, node, tool

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
        or types()
        or run(*node(), "--test", *map(str, sorted((ROOT / "tests" / "javascript").glob("*.test.mjs"))))
    )


def types() -> int:
    with TemporaryDirectory() as folder:
        assemble(Path(folder), COMPONENTS.glob("*/*/component.js"))
        return run(*tool("tsc"), "--project", folder)


def assemble(folder: Path, main_scripts: Iterable[Path]) -> None:
    """Put each component's script there as the browser is given it, whole, with what the type checker needs."""
    for name in ("shared.js", "component.d.ts", "types.d.ts"):
        shutil.copy(COMPONENTS / name, folder)
    for main_script in main_scripts:
        (folder / f"{main_script.parent.name}.js").write_text(whole(main_script.parent), encoding="utf-8")
    (folder / "tsconfig.json").write_text(json.dumps(SETTINGS), encoding="utf-8")


def whole(component: Path) -> str:
    """The scripts of a component's folder as one."""
    return "".join(script.read_text(encoding="utf-8") for script in scripts(component))


def run(*command: str) -> int:
    return subprocess.run(command, cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    if sys.argv[1:] not in (["check"], ["format"]):
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
