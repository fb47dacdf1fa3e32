from offers.views.approvals import approve, refuse, revise, send, submit
from offers.views.bands import bands, bands_csv, end_band
from offers.views.building import begin, detail, of_search, picture
from offers.views.candidate import answer, letter
from offers.views.variants import drop_variant, take_variant, variants, variants_paper

__all__ = [
    "answer",
    "approve",
    "bands",
    "bands_csv",
    "begin",
    "detail",
    "drop_variant",
    "end_band",
    "letter",
    "of_search",
    "picture",
    "refuse",
    "revise",
    "send",
    "submit",
    "take_variant",
    "variants",
    "variants_paper",
]
