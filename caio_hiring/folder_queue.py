"""The demo's queue: kombu's folder of messages, in which a message appears whole or not at all.

kombu opens the file where its reader looks and then writes it; a reader that meets the empty file
ends with its worker.
"""

import json
import uuid
from pathlib import Path
from time import monotonic
from typing import Any

from kombu.transport import TRANSPORT_ALIASES, filesystem


class Channel(filesystem.Channel):
    def _put(self, queue: str, payload: Any, **kwargs: Any) -> None:  # type: ignore[override]
        name = f"{round(monotonic() * 1000)}_{uuid.uuid4()}.{queue}.msg"
        folder = Path(self.data_folder_out)
        draft = folder / f".{name}"  # a name that the reader passes over
        draft.write_text(json.dumps(payload))
        draft.rename(folder / name)


class Transport(filesystem.Transport):
    Channel = Channel


def use() -> None:
    TRANSPORT_ALIASES["filesystem"] = f"{__name__}:{Transport.__name__}"
