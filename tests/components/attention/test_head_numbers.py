import json

import numpy as np

from explorer.components.attention.head_numbers import Row, Vector


def test_a_row_is_sent_as_json_with_its_vectors_to_the_last_bit() -> None:
    row = Row(
        "key",
        "·cat",
        token=True,
        place=3,
        share=0.25,
        vectors={"v": Vector("v", "value", np.arange(2, dtype=np.float32))},
    )
    sent = json.loads(json.dumps(row.data()))
    assert sent["strips"] == {"v": {"letter": "v", "role": "value", "values": "AAAAAAAAgD8="}}
    assert {name: sent[name] for name in ("name", "place", "share", "masked")} == {
        "name": "·cat",
        "place": 3,
        "share": 0.25,
        "masked": False,
    }
    assert "vectors" not in sent
