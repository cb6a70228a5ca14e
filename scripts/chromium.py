"""Find the Chromium that the browser tests drive; where it is missing, install it or say how.

python -m scripts.chromium
"""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PACKAGES = ("chromium", "fonts-noto-cjk")


def chromium() -> str | None:
    """The browser's path: $CHROMIUM, or the first of the usual names that is installed."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


def ensure() -> str:
    """The browser's path; on Debian root gets it installed, everybody else is told what to do."""
    if chromium() is None and shutil.which("apt-get") and os.geteuid() == 0:
        print(f"Installing {' and '.join(PACKAGES)} for the browser tests.", flush=True)
        subprocess.run(["apt-get", "update", "-qq"], check=False, stdout=subprocess.DEVNULL)
        subprocess.run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *PACKAGES], **_unattended())
    found = chromium()
    if found is None:
        sys.exit(
            f"The browser tests need Chromium: install the packages {' and '.join(PACKAGES)} "
            "(as root: apt-get install …), or set CHROMIUM to the path of a Chromium or Chrome."
        )
    return found


def _unattended() -> dict:
    return {"check": False, "stdout": subprocess.DEVNULL, "env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}}


if __name__ == "__main__":
    ensure()
