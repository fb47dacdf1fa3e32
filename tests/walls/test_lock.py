"""The lock files: everything asked for is pinned, with hashes, from no named place."""

import re

import pytest
from django.conf import settings

LOCKS = ["requirements", "requirements-dev"]


def names(text: str) -> set[str]:
    found = re.findall(r"^([A-Za-z0-9._-]+)", text, re.MULTILINE)
    return {re.sub(r"[._-]+", "-", name).lower() for name in found if not name.startswith("-")}


def read(name: str) -> str:
    return (settings.BASE_DIR / name).read_text()


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_pins_what_is_asked_for(lock):
    assert names(read(f"{lock}.in")) - names(read(f"{lock}.txt")) == set()


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_has_a_hash_for_every_package(lock):
    for pinned in re.split(r"\n(?=[a-z0-9])", read(f"{lock}.txt")):
        assert "==" in pinned, pinned
        assert "--hash=sha256:" in pinned, pinned


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_names_no_place_to_fetch_from(lock):
    assert not re.search(r"https?:|--(extra-)?index-url|--find-links|@ ", read(f"{lock}.txt"))


def test_both_locks_pin_the_same_versions():
    def pins(lock: str) -> set[str]:
        return set(re.findall(r"^[a-z0-9][^\s;]*==[^\s;]+", read(lock), re.MULTILINE))

    assert pins("requirements.txt") <= pins("requirements-dev.txt")
