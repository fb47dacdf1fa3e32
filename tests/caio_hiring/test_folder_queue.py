"""The demo's queue in a folder."""

from queue import Empty

import pytest
from kombu import Connection

from caio_hiring import folder_queue


@pytest.fixture
def channel(tmp_path):
    folder_queue.use()
    where = {"data_folder_in": tmp_path, "data_folder_out": tmp_path, "control_folder": tmp_path}
    with Connection("filesystem://", transport_options=where) as connection:
        yield connection.channel()


def test_a_message_comes_out_as_it_went_in(channel, tmp_path):
    channel._put("celery", {"body": "1"})
    assert channel._get("celery") == {"body": "1"}
    assert list(tmp_path.iterdir()) == []


def test_a_message_half_written_is_not_there_yet(channel, tmp_path, monkeypatch):
    """The reader looks between the writing and the renaming."""
    monkeypatch.setattr(folder_queue.Path, "rename", lambda draft, name: None)
    channel._put("celery", {"body": "1"})
    assert len(list(tmp_path.iterdir())) == 1
    with pytest.raises(Empty):
        channel._get("celery")
