from offers.views.approvals import approve, refuse, revise, send, submit
from offers.views.bands import bands, bands_csv, end_band
from offers.views.building import begin, detail, of_search, picture
from offers.views.candidate import answer, letter
from offers.views.passage import counter, keep_warm, let_go, passage, resigned, take_back, touch
from offers.views.variants import drop_variant, take_variant, variants, variants_paper

__all__ = [
    "answer",
    "approve",
    "bands",
    "bands_csv",
    "begin",
    "counter",
    "detail",
    "drop_variant",
    "end_band",
    "keep_warm",
    "let_go",
    "letter",
    "of_search",
    "passage",
    "picture",
    "refuse",
    "resigned",
    "revise",
    "send",
    "submit",
    "take_back",
    "take_variant",
    "touch",
    "variants",
    "variants_paper",
]
