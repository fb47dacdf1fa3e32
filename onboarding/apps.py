from django.apps import AppConfig


class OnboardingConfig(AppConfig):
    name = "onboarding"

    def ready(self) -> None:
        """Register what this room tells the rooms below it, and hear of accepted offers."""
        from onboarding import actions, briefs, emails, receivers, register  # noqa: F401

        register.register()
