from django.apps import AppConfig


class WorkerConfig(AppConfig):
    name = "tests.worker"
    label = "worker"

    def ready(self) -> None:
        from tests.worker import kinds

        kinds.register()
