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
from offers.views.candidate import answer, ask, letter, sign, signed
from offers.views.passage import (
    counter,
    keep_warm,
    let_go,
    move,
    passage,
    resigned,
    take_back,
    touch,
)
from offers.views.talks import agreement, hand_in, note, reply
from offers.views.variants import drop_variant, take_variant, variants, variants_paper
from offers.views.wording import end_letter, letters, preview, wording

__all__ = [
    "agreement",
    "answer",
    "approval",
    "ask",
    "bands",
    "bands_csv",
    "begin",
    "counter",
    "deputies",
    "detail",
    "drop_rule",
    "drop_variant",
    "end_band",
    "end_deputy",
    "end_letter",
    "hand_in",
    "keep_warm",
    "let_go",
    "letter",
    "letters",
    "move",
    "note",
    "of_search",
    "passage",
    "picture",
    "preview",
    "reply",
    "resigned",
    "resolution",
    "resolution_file",
    "revise",
    "rules",
    "send",
    "sheet",
    "sign",
    "signed",
    "submit",
    "take_back",
    "take_variant",
    "touch",
    "variants",
    "variants_paper",
    "wording",
]
