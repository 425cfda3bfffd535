"""The portal as an installed app: start-up checks and the commands that span all apps."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "nq57portal"
    verbose_name = "cổng kế hoạch – báo cáo"

    def ready(self) -> None:
        from nq57portal import checks, sentences  # noqa: F401  (importing registers the checks)

        sentences.install()
