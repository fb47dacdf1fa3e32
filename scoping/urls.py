from django.urls import URLPattern

app_name = "scoping"
urlpatterns: list[URLPattern] = []
