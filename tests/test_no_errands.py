"""Nobody who looks at a page is sent to a command line: what this server does not have is not offered."""

import re

from scripts.messages import template

ERRANDS = re.compile(r"\bpip install|\bpython -m")


def test_no_message_asks_a_visitor_to_run_a_command() -> None:
    messages = [message.id if isinstance(message.id, str) else message.id[0] for message in template()]
    assert [message for message in messages if ERRANDS.search(message)] == []
