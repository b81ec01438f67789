"""The public addresses."""

from typing import Any

app_name = "articles"
urlpatterns: list[Any] = []
