from django.urls import path

from scorecards import views

app_name = "scorecards"
urlpatterns = [
    path("interviews/<int:pk>/card/", views.card, name="card"),
    path("interviews/<int:pk>/card/draft/", views.draft, name="draft"),
    path("interviews/<int:pk>/card/amend/", views.amend, name="amend"),
    path("interviews/<int:pk>/card/take-up/", views.take_up, name="take_up"),
    path("interviews/<int:pk>/card/question/", views.pass_question, name="pass_question"),
    path("interviews/<int:pk>/card/excuse/<int:user>/", views.excuse, name="excuse"),
    path("interviews/<int:pk>/card/reminders/", views.reminders, name="reminders"),
    path("interviews/<int:pk>/card/remind/<int:user>/", views.remind, name="remind"),
    path("me/strictness/", views.my_strictness, name="my_strictness"),
    path("reminders/stopped/", views.stopped, name="stopped"),
    path("reminders/<str:token>/", views.enough, name="enough"),
    path("candidacies/<int:pk>/scorecards/", views.cards, name="cards"),
    path("candidacies/<int:pk>/gates/<int:part>/", views.gate, name="gate"),
    path(
        "candidacies/<int:pk>/gates/<int:part>/flags/<int:card>/<int:place>/",
        views.flag_at_gate,
        name="flag_at_gate",
    ),
    path("candidacies/<int:pk>/debrief/", views.debrief, name="debrief"),
    path("candidacies/<int:pk>/debrief/open/", views.open_debrief, name="open_debrief"),
    path("candidacies/<int:pk>/debrief/pulse/", views.pulse, name="pulse"),
    path("candidacies/<int:pk>/debrief/note/", views.take_note, name="take_note"),
    path("candidacies/<int:pk>/debrief/votes/", views.ask_votes, name="ask_votes"),
    path("candidacies/<int:pk>/debrief/votes/show/", views.show_votes, name="show_votes"),
    path("candidacies/<int:pk>/debrief/vote/", views.vote, name="vote"),
    path("votes/given/", views.voted, name="voted"),
    path("votes/<str:token>/", views.second_vote, name="second_vote"),
    path("candidacies/<int:pk>/debrief/packet/", views.packet, name="packet"),
    path("candidacies/<int:pk>/debrief/board/", views.board, name="board"),
    path("candidacies/<int:pk>/debrief/board/paper/", views.board_paper, name="board_paper"),
    path("candidacies/<int:pk>/debrief/flags/<int:card>/<int:place>/", views.flag, name="flag"),
    path("searches/<int:pk>/debriefs/", views.debriefs, name="debriefs"),
    path("searches/<int:pk>/compare/", views.compare, name="compare"),
    path("searches/<int:pk>/questions/", views.questions, name="questions"),
    path("searches/<int:pk>/questions/<int:question>/", views.question, name="question"),
]
