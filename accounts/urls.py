from django.urls import path

from accounts import views

app_name = "accounts"
urlpatterns = [
    path("me/", views.profile, name="profile"),
    path("invite/", views.invite, name="invite"),
    path("join/<str:token>/", views.join, name="join"),
]
