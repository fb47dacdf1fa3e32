from django.urls import path

from searches import views

app_name = "searches"
urlpatterns = [
    path("", views.searches, name="list"),
    path("new/", views.new, name="new"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/next/", views.start_from, name="start_from"),
    path("<int:pk>/edit/", views.edit, name="edit"),
    path("<int:pk>/life/", views.life, name="life"),
    path("<int:pk>/log/", views.log, name="log"),
    path("<int:pk>/people/", views.people, name="people"),
    path("<int:pk>/people/<int:membership>/remove/", views.remove, name="remove"),
    path("<int:pk>/people/<int:membership>/invite/", views.invite_again, name="invite_again"),
]
