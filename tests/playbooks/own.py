"""A playbook of one's own, as its page is sent it."""

from django.urls import reverse

OURS = """
extends = "caio"
slug = "ours"
version = "2026.1"
title = "Head of Data"
"""


def check(client, text=OURS, **files):
    return client.post(reverse("playbooks:own"), {"text": text, **files})


def publish(client, text=OURS):
    return client.post(reverse("playbooks:publish"), {"text": text})


def page(answer):
    return answer.content.decode()
