"""The arrows between the rooms, as pyproject.toml states them for import-linter."""

import tomllib

from django.apps import apps
from django.conf import settings
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

PYPROJECT = settings.BASE_DIR / "pyproject.toml"


def test_no_room_imports_one_above_it():
    assert lint_imports(config_filename=str(PYPROJECT), no_cache=True) == EXIT_STATUS_SUCCESS


def test_every_room_has_its_place_in_the_contract():
    (contract,) = tomllib.loads(PYPROJECT.read_text())["tool"]["importlinter"]["contracts"]
    placed = {room.strip() for layer in contract["layers"] for room in layer.split("|")}
    rooms = {c.label for c in apps.get_app_configs() if (settings.BASE_DIR / c.label).is_dir()}
    assert rooms | {"caio_hiring"} == placed
