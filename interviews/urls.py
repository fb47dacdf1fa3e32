from django.urls import path

from interviews import views

app_name = "interviews"
urlpatterns = [
    path("searches/<int:pk>/loop/", views.loop, name="loop"),
    path("searches/<int:pk>/loop/<int:number>/", views.loop, name="version"),
    path("searches/<int:pk>/loop/begin/", views.begin, name="begin"),
    path("searches/<int:pk>/loop/open/", views.open_, name="open"),
    path("searches/<int:pk>/loop/change/", views.change, name="change"),
    path("searches/<int:pk>/loop/seats/<int:seat>/", views.seat, name="seat"),
    path("searches/<int:pk>/loop/seats/<int:seat>/clear/", views.clear, name="clear"),
    path("candidacies/<int:pk>/interviews/", views.candidacy, name="candidacy"),
    path("candidacies/<int:pk>/interviews/<int:part>/plan/", views.plan, name="plan"),
    path("candidacies/<int:pk>/interviews/<int:part>/question/", views.probe, name="probe"),
    path(
        "candidacies/<int:pk>/interviews/<int:part>/claims/<int:claim>/",
        views.ask_about,
        name="ask_about",
    ),
    path("candidacies/<int:pk>/interviews/brief/", views.merge_briefs, name="merge_briefs"),
    path("candidacies/<int:pk>/interviews/<int:part>/times/", views.propose, name="propose"),
    path("candidacies/<int:pk>/times/<int:proposal>/withdraw/", views.withdraw, name="withdraw"),
    path("candidacies/<int:pk>/interviews/day/", views.whole_day, name="day"),
    path("candidacies/<int:pk>/debrief-meeting/", views.debrief_meeting, name="meeting"),
    path("candidacies/<int:pk>/debrief-meeting/cancel/", views.call_off, name="call_off"),
    path("times/chosen/", views.chosen, name="chosen"),
    path("times/<str:token>/", views.choose, name="choose"),
    path("calendar/<str:token>.ics", views.feed, name="feed"),
    path("interviews/address/", views.make_feed, name="make_feed"),
    path("interviews/address/end/", views.end_feed, name="end_feed"),
    path("interviews/", views.mine, name="mine"),
    path("interviews/briefs/", views.briefs_today, name="briefs_today"),
    path("interviews/<int:pk>/", views.kit, name="kit"),
    path("interviews/<int:pk>/move/", views.move, name="move"),
    path("interviews/<int:pk>/held/", views.hold, name="hold"),
    path("interviews/<int:pk>/cancel/", views.cancel, name="cancel"),
    path("interviews/<int:pk>/seats/<slug:key>/", views.fill, name="fill"),
    path("interviews/<int:pk>/brief/", views.request_brief, name="brief"),
    path("interviews/<int:pk>/calendar/", views.calendar, name="calendar"),
]
