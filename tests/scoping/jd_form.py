"""The job description's form as the page sends it."""

from django.urls import reverse

from scoping import actions

DRAFT = {"HTTP_X_DRAFT": "1"}
VAGUE = "A visionary who leads 12 people."


def url(name, search, *args):
    return reverse(f"scoping:{name}", args=[search.pk, *args])


def posted(jd, revision=None, **sections):
    data = {f"section_{key}": text for key, text in (jd.sections | sections).items()}
    return data | {"revision": jd.revision if revision is None else revision}


def page_of(response):
    return response.content.decode()


def save(jd, by, **sections):
    return actions.save_jd(jd=jd, revision=jd.revision, sections=jd.sections | sections, by=by)
