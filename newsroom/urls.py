"""The URLs of the project: the desk, the API, then the public site."""

from django.contrib import admin
from django.urls import include, path

from articles.public import api
from articles.public.views.conventions import public

urlpatterns = [
    path("admin/", admin.site.urls),
    path("api/", api.urls(public)),
    path("", include("articles.public.urls")),
]
