"""What a log line must not hold: a private link opens what it leads to."""

import logging
import re

SECRET = re.compile(r"(?<=/)[A-Za-z0-9_-]{20,}(?=[/?\s']|$)")
"""A private link's token: 128 bits, 22 letters. No word of ours after a slash is as long."""


class HideTokens(logging.Filter):
    """Django names the path of every page that was refused, not found or failed."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = SECRET.sub("…", record.getMessage()), ()
        return True
