from django.apps import AppConfig


class CandidatesConfig(AppConfig):
    name = "candidates"

    def ready(self) -> None:
        """Register what this room tells the rooms below it."""
        from candidates import briefs, emails, receivers, register  # noqa: F401

        register.register()
