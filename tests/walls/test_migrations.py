"""The migrations make the models that the code has, whole."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.django_db
def test_each_room_has_one_last_migration():
    leaves = MigrationExecutor(connection).loader.graph.leaf_nodes()
    rooms = [room for room, _ in leaves]
    assert len(rooms) == len(set(rooms))
