from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from samples.people import make_everybody
from samples.story import Story
from searches.models import Search, Step

COMPANIES = {
    Step.SCOPE: "Lumen Health",
    Step.JD: "Ostrava Steel",
    Step.CANDIDATES: "Halcyon Insurance",
    Step.LOOP: "Kestrel Credit",
    Step.DEBRIEF: "Meridian Freight",
    Step.OFFER: "Solvang Energy",
    Step.PLAN: "Tessellate Software",
}


class Command(BaseCommand):
    help = "Make the sample people and one sample search at every step. Only in the demo."

    def handle(self, *args: object, **options: object) -> None:
        if not settings.DEMO:
            raise CommandError(
                "Samples have a password that everybody knows, so they are made only with DEMO=1."
            )
        if Search.objects.exists():
            self.stdout.write("There are searches already, so nothing was added.")
            return
        with transaction.atomic():
            everybody = make_everybody()
            for step, company in COMPANIES.items():
                Story(company, everybody).tell(step)
        self.stdout.write(f"{len(COMPANIES)} sample searches, one at every step.")
