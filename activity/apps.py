from django.apps import AppConfig


class ActivityConfig(AppConfig):
    name = "activity"
    verbose_name = "Nhật ký và thông báo"

    def ready(self) -> None:
        from activity import letters  # noqa: F401  # registers its jobs
        from activity.services import record
        from units import events

        events.on_change(record)
