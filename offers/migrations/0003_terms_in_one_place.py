"""Every term moves into `terms`, as canonical text; the columns go in the next migration."""

from django.db import migrations

SAME = ("base", "sign_on", "units", "strike", "vesting_months", "cliff_months", "sign_on_terms")
RENAMED = {"bonus_percent": "bonus_target", "bonus_payout": "payout_base", "unit_price": "price_base"}
KINDS = {"options": "nso", "rsu": "rsu"}
IN_WORDS = {"acceleration": "Acceleration", "exercise_window": "Exercise window"}


def spelt(value):
    return f"{value.normalize():f}" if hasattr(value, "normalize") else str(value)


def gather(apps, schema_editor):
    for offer in apps.get_model("offers", "Offer").objects.all():
        old = dict(offer.terms)
        words = [f"{name}: {old.pop(key)}" for key, name in IN_WORDS.items() if old.get(key)]
        if words:
            old["equity_terms"] = "\n".join(words)
        for key in (*SAME, *RENAMED):
            value = getattr(offer, key)
            if value:
                old[RENAMED.get(key, key)] = spelt(value)
        if offer.equity in KINDS:
            old["instrument"] = KINDS[offer.equity]
        else:
            for key in ("vesting_months", "cliff_months"):
                old.pop(key, None)
        if offer.band.get("period") == "month":
            old["engagement"] = "fractional"
        offer.terms = {key: text for key, text in old.items() if text}
        offer.save(update_fields=["terms"])


class Migration(migrations.Migration):

    dependencies = [("offers", "0002_withdrawn")]

    operations = [migrations.RunPython(gather, migrations.RunPython.noop)]
