"""Gender-coded words of job advertisements, as stems (a final * takes what follows).

Source: Gaucher, Friesen & Kay 2011, "Evidence that gendered wording in job advertisements exists
and sustains gender inequality", appendix A. Advice only: no word is wrong, their sum counts.
"""

MASCULINE = (
    "active adventurous aggress* ambitio* analy* assert* athlet* autonom* boast* challeng* compet* "
    "confident courag* decide decisi* determin* domina* force* greedy headstrong hierarch* "
    "hostil* impulsive independen* individual* intellect* lead* logic masculine objective opinion "
    "outspoken persist principle* reckless self-confiden* self-relian* self-sufficien* stubborn "
    "superior"
).split()

FEMININE = (
    "affectionate child* cheer* commit* communal compassion* connect* considerate cooperat* "
    "depend* emotiona* empath* feminine flatterable gentle honest interdependen* interpersona* "
    "kind kinship loyal* modesty nag nurtur* pleasant* polite quiet* respon* sensitiv* submissive "
    "support* sympath* tender* together* trust* understand* warm* whin* yield*"
).split()

# Words that begin like a stem and mean something else.
UNRELATED = ("committee", "childcare", "trustee")

# Ordinary in an executive's job description: whoever leads, decides, analyses and is responsible
# has to be told so. "Independent" belongs to validation, "kind" to kinds of things.
ALLOWED = {
    "lead*",
    "decide",
    "decisi*",
    "analy*",
    "objective",
    "respon*",
    "independen*",
    "kind",
    # Of systems, laws, families and institutions rather than of a person.
    "active",
    "challeng*",
    "child*",
    "connect*",
    "depend*",
    "force*",
    "principle*",
    "sensitiv*",
    "tender*",
    "together*",
    "trust*",
    "understand*",
    "yield*",
}
