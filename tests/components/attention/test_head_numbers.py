import json

import numpy as np

from explorer.components.attention.head_numbers import Row, Vector
from explorer.components.payload import Floats32, wired


def test_a_row_is_sent_as_json_with_its_vectors_to_the_last_bit() -> None:
    row = Row(
        "key",
        "·cat",
        token=True,
        place=3,
        share=0.25,
        strips={"v": Vector("v", "value", Floats32(np.arange(2)))},
    )
    sent = json.loads(json.dumps(wired(row)))
    assert sent["strips"] == {"v": {"letter": "v", "role": "value", "values": "AAAAAAAAgD8="}}
    assert {name: sent[name] for name in ("name", "place", "share", "masked")} == {
        "name": "·cat",
        "place": 3,
        "share": 0.25,
        "masked": False,
    }
