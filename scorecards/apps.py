from django.apps import AppConfig


class ScorecardsConfig(AppConfig):
    name = "scorecards"

    def ready(self) -> None:
        """Register what this room tells the rooms below it."""
        from scorecards import briefs, emails, receivers  # noqa: F401
        from scorecards.register import register

        register()
