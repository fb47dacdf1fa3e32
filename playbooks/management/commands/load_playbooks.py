from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from playbooks import reader
from playbooks.actions import VersionTaken, load_version
from playbooks.problems import PlaybookError
from playbooks.schema import Playbook


class Command(BaseCommand):
    help = "Checks playbooks and loads each as a version. Without paths: those that come along."

    def add_arguments(self, parser) -> None:
        parser.add_argument("paths", nargs="*", type=Path, help="TOML files, or folders of them")
        parser.add_argument("--check", action="store_true", help="check only, load nothing")

    def handle(self, *args, **options) -> None:
        # All are read before any is loaded: one broken file leaves the database as it was.
        playbooks = [self.read(path) for path in options["paths"] or reader.shipped()]
        if not options["check"]:
            self.load(playbooks)
        said = "in order" if options["check"] else "loaded"
        for playbook in playbooks:
            self.stdout.write(f"{playbook.title} {playbook.version} is {said}.")

    @transaction.atomic
    def load(self, playbooks: list[Playbook]) -> None:
        try:
            for playbook in playbooks:
                load_version(playbook=playbook)
        except VersionTaken as taken:
            raise CommandError(str(taken)) from None

    def read(self, path: Path):
        try:
            return reader.read(path)
        except PlaybookError as error:
            count = len(error.problems)
            found = "One thing is" if count == 1 else f"{count} things are"
            raise CommandError(f"{found} wrong, and nothing was loaded:\n{error}") from None
