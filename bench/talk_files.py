"""How large the shipped talks are as one HTML file each, and how long it takes to draw all their scenes.

python -m bench.talk_files
"""

import time

from explorer.shell.outside import talk_file
from explorer.talks.shipped import ORDER, shipped
from explorer.views.registry import PLACES


def main() -> None:
    print(f"{'talk':<18} {'scenes':>6} {'size':>8} {'drawn in':>9}")
    for slug in ORDER:
        talk, began = shipped(slug, PLACES), time.monotonic()
        file = talk_file(talk, "en")
        print(f"{slug:<18} {len(talk.scenes):>6} {len(file) / 1e6:>5.2f} MB {time.monotonic() - began:>7.1f} s")


if __name__ == "__main__":
    main()
