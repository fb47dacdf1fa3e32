from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from samples.people import PASSWORD, SIGN_INS


class Command(BaseCommand):
    help = "Print one sample sign-in a role."

    def handle(self, *args: object, **options: object) -> None:
        if not settings.DEMO:
            raise CommandError("There are no sample sign-ins outside the demo (DEMO=1).")
        for role, person in SIGN_INS:
            self.stdout.write(f"  {role:16} {person.email}")
        self.stdout.write(f"  password of all   {PASSWORD}")
