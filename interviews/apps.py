from django.apps import AppConfig


class InterviewsConfig(AppConfig):
    name = "interviews"

    def ready(self) -> None:
        """Register what this room tells the rooms below it."""
        from interviews import briefs, emails, invitations, receivers  # noqa: F401
        from interviews.register import register

        register()
