from offers.views.approvals import approval, revise, send, sheet, submit
from offers.views.arranging import (
    deputies,
    drop_rule,
    end_deputy,
    resolution,
    resolution_file,
    rules,
)
from offers.views.bands import bands, bands_csv, end_band
from offers.views.building import begin, detail, of_search, picture
from offers.views.candidate import answer, letter
from offers.views.variants import drop_variant, take_variant, variants, variants_paper

__all__ = [
    "answer",
    "approval",
    "bands",
    "bands_csv",
    "begin",
    "deputies",
    "detail",
    "drop_rule",
    "drop_variant",
    "end_band",
    "end_deputy",
    "letter",
    "of_search",
    "picture",
    "resolution",
    "resolution_file",
    "revise",
    "rules",
    "send",
    "sheet",
    "submit",
    "take_variant",
    "variants",
    "variants_paper",
]
