from django.urls import path

from onboarding import views

app_name = "onboarding"
urlpatterns = [
    path("searches/<int:pk>/plan/", views.of_search, name="of_search"),
    path("plans/<int:pk>/", views.plan, name="plan"),
    path("plans/<int:pk>/start/", views.start, name="start"),
    path("plans/<int:pk>/finish/", views.finish, name="finish"),
    path("plans/<int:pk>/pdf/", views.brief, name="brief"),
    path("plans/<int:pk>/deliverables/<int:deliverable>/evidence/", views.hand_in, name="hand_in"),
    path("plans/<int:pk>/deliverables/<int:deliverable>/sign/", views.sign, name="sign"),
    path("plans/<int:pk>/guards/<int:guard>/", views.guard, name="guard"),
    path("plans/<int:pk>/check-ins/<int:check>/", views.check_in, name="check_in"),
    path("plan/<str:token>/", views.mine, name="mine"),
    path("plan/<str:token>/evidence/<int:deliverable>/", views.mine_hand_in, name="mine_hand_in"),
    path("plan/<str:token>/check-ins/<int:check>/", views.mine_check_in, name="mine_check_in"),
]
