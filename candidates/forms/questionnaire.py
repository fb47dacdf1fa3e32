"""How the questionnaire is asked, and its answers."""

from django import forms

from accounts.text import WordsField
from candidates.actions.questionnaire import LONGEST
from candidates.queries import questions_of
from candidates.states import (
    Way,
)
from searches.models import Search


class WayForm(forms.Form):
    way = forms.ChoiceField(
        label="The questionnaire is answered", choices=Way.choices, widget=forms.RadioSelect
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["way"].hints = {
            "conversation": "The usual way: a senior candidate is not set homework. One of the "
            "two readers asks the questions and types.",
            "link": "The candidate gets an address of their own by mail, without a clock.",
        }


class AnswersForm(forms.Form):
    """One box a question. As a draft nothing has to be there; for submitting everything has."""

    mark_optional = False

    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args, search: Search, submitting: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        for number, question in enumerate(questions_of(search), 1):
            empty = f"Answer {number} is empty. A sentence is enough, also one that says why not."
            self.fields[question.key] = WordsField(
                label=f"{number}. {question.text}",
                rows=6,
                max_length=LONGEST,
                required=submitting,
                error_messages={"required": empty},
            )

    def answers(self) -> dict[str, str]:
        return {key: text for key, text in self.cleaned_data.items() if key != "revision"}
