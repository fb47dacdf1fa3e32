"""The people of the samples. Nobody here exists; every name says that it is a sample."""

from dataclasses import dataclass

from accounts.actions import confirm_address
from accounts.models import User

PASSWORD = "sample-password-2026"
"""Of every sample sign-in. The command that makes them refuses to run outside the demo."""


@dataclass(frozen=True)
class Sample:
    key: str
    name: str
    zone: str = "Europe/Berlin"

    @property
    def email(self) -> str:
        return f"{self.key.replace('_', '.')}@example.com"


ADMINISTRATOR = Sample("administrator", "Ada Brandt (sample)")
MANAGER = Sample("manager", "Tobias Lindqvist (sample)")
RECRUITER = Sample("recruiter", "Marguerite Osei (sample)", "Europe/London")
APPROVERS = (
    Sample("first_approver", "Ruth Abramson (sample)", "America/New_York"),
    Sample("approver", "Henrik Vale (sample)"),
)
OBSERVER = Sample("observer", "Carla Ruiz (sample)", "Europe/Madrid")
PARTNER = Sample("partner", "Philippa Crane (sample)", "Europe/London")
PANEL = {
    "first_reader": Sample("first_reader", "Jonas Weidlich (sample)"),
    "second_reader": Sample("second_reader", "Amara Nwosu (sample)", "Africa/Lagos"),
    "cto": Sample("panelist", "Ines Kovač (sample)"),
    "ceo": MANAGER,
    "ml_engineer": Sample("ml_engineer", "Priya Raman (sample)", "Asia/Kolkata"),
    "cpo": Sample("cpo", "Yusuf Demir (sample)"),
    "cfo": Sample("cfo", "Ingrid Solheim (sample)", "Europe/Oslo"),
    "team_one": Sample("team_one", "Mateo Silva (sample)", "Europe/Lisbon"),
    "team_two": Sample("team_two", "Aiko Tanaka (sample)", "Asia/Tokyo"),
    "board_member": Sample("board_member", "Dagny Voss (sample)", "America/New_York"),
}

SIGN_INS = (
    ("administrator", ADMINISTRATOR),
    ("hiring manager", MANAGER),
    ("recruiter", RECRUITER),
    ("panelist", PANEL["cto"]),
    ("approver", APPROVERS[1]),
    ("observer", OBSERVER),
    ("search partner", PARTNER),
)


def make(sample: Sample) -> User:
    """The account of a sample person; harmless when repeated."""
    user, new = User.objects.get_or_create(
        email=sample.email, defaults={"name": sample.name, "zone": sample.zone}
    )
    if new:
        user.set_password(PASSWORD)
        user.save()
        confirm_address(user)
    return user


def make_everybody() -> dict[str, User]:
    everybody = (ADMINISTRATOR, MANAGER, RECRUITER, *APPROVERS, OBSERVER, PARTNER, *PANEL.values())
    made = {sample.key: make(sample) for sample in everybody}
    administrator, manager = made[ADMINISTRATOR.key], made[MANAGER.key]
    administrator.is_staff = administrator.is_superuser = True
    administrator.save()
    manager.can_open_searches = True
    manager.save()
    return made
