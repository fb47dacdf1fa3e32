"""What is typed around an offer's letter: its words, questions and answers, signed papers."""

from typing import Any

from django import forms

from accounts.text import CleanCharField, WordsField
from candidates.papers import PaperField
from offers.models import LetterTemplate
from offers.wording import LONGEST, problems

SAID = 2_000


class LetterField(WordsField):
    def __init__(self, **kwargs: Any):
        super().__init__(label="The letter", rows=22, max_length=LONGEST, **kwargs)

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        if wrong := list(problems(text)):
            raise forms.ValidationError(wrong)
        return text


class LetterForm(forms.Form):
    mark_optional = False

    text = LetterField()
    revision = forms.IntegerField(widget=forms.HiddenInput)


class TemplateForm(forms.Form):
    mark_optional = False

    name = CleanCharField(label="Its name", max_length=60, help_text="Such as: Letter for Germany.")
    text = LetterField()


class BeginForm(forms.Form):
    """Which letter to begin with: it takes the place of what is typed below, unsaved."""

    mark_optional = False

    template = forms.ModelChoiceField(
        LetterTemplate.objects.in_force(),
        label="Begin with",
        empty_label="The house’s letter",
        required=False,
    )


class NoteForm(forms.Form):
    asked = WordsField(label="What was asked", rows=2, max_length=SAID)
    answer = WordsField(
        label="What was answered, and by whom", rows=2, max_length=SAID, required=False
    )


class QuestionForm(forms.Form):
    asked = WordsField(label="Your question", rows=3, max_length=SAID)


class ReplyForm(forms.Form):
    answer = WordsField(label="Your answer", rows=2, max_length=SAID)


class AgreementForm(forms.Form):
    file = PaperField(label="A signed paper")


class AnswerForm(forms.Form):
    """The candidate's answer."""

    accepts = forms.ChoiceField(
        label="Your answer",
        choices=[("yes", "I accept these terms"), ("no", "I decline")],
        widget=forms.RadioSelect,
    )
    name = CleanCharField(
        label="Your full name",
        max_length=120,
        help_text="Typing it, with the time, is your signature on these terms.",
    )
    because = WordsField(label="Why, if you decline", rows=3, max_length=2000, required=False)
