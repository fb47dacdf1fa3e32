from django.urls import path

from briefs import views

app_name = "briefs"
urlpatterns = [
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/download/", views.download, name="download"),
    path("<int:pk>/again/", views.again, name="again"),
]
