"""Taking candidates in from a spreadsheet: all of it is right, or none of it is taken."""

from candidates.importing.columns import FIELDS, digest_of, guess
from candidates.importing.files import MOST_ROWS, Grid, Problem, grid_of
from candidates.importing.sheet import Double, Sheet, read

__all__ = [
    "FIELDS",
    "MOST_ROWS",
    "Double",
    "Grid",
    "Problem",
    "Sheet",
    "digest_of",
    "grid_of",
    "guess",
    "read",
]
