from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = _("Newsroom")

    def ready(self):
        """Logins are told by signals alone, which others send."""
        from axes.signals import user_locked_out  # noqa: PLC0415 - models are there only now
        from django.contrib.auth import signals  # noqa: PLC0415

        from articles.editorial import audit  # noqa: PLC0415

        signals.user_logged_in.connect(audit.logged_in)
        signals.user_logged_out.connect(audit.logged_out)
        signals.user_login_failed.connect(audit.login_failed)
        user_locked_out.connect(audit.locked_out)
