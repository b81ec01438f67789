"""The URLs of the JSON API."""

from articles.public import api
from articles.public.views.conventions import public

urlpatterns = api.urls(public)[0]
