from django.urls import path

from playbooks import views

app_name = "playbooks"
urlpatterns = [
    path("", views.playbooks, name="list"),
    path("<slug:slug>/<str:version>/", views.detail, name="detail"),
    path("<slug:slug>/<str:version>/<slug:section>/", views.section, name="section"),
]
