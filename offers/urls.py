from django.urls import path

from offers import views

app_name = "offers"
urlpatterns = [
    path("searches/<int:pk>/offers/", views.of_search, name="list"),
    path("candidacies/<int:pk>/offers/begin/", views.begin, name="begin"),
    path("offers/<int:pk>/", views.detail, name="detail"),
    path("offers/<int:pk>/submit/", views.submit, name="submit"),
    path("offers/<int:pk>/approvals/<int:approval>/approve/", views.approve, name="approve"),
    path("offers/<int:pk>/approvals/<int:approval>/refuse/", views.refuse, name="refuse"),
    path("offers/<int:pk>/send/", views.send, name="send"),
    path("offers/<int:pk>/revise/", views.revise, name="revise"),
    path("offer/<str:token>/", views.answer, name="answer"),
    path("offer/<str:token>/letter/", views.letter, name="letter"),
]
