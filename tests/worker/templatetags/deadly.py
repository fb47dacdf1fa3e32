from django import template

from tests.worker import kinds

register = template.Library()


@register.simple_tag
def wait_for(path: str) -> str:
    kinds.wait_for(path)
    return ""


@register.simple_tag
def kill() -> None:
    kinds.kill()


@register.simple_tag
def fail() -> None:
    kinds.fail()
