"""How the people who appear in more than one picture look."""

from .figures import Look
from .paper import (
    BRICK,
    CREAM,
    DEEP,
    MARIGOLD,
    MIST,
    MOSS,
    PLUM,
    POOL,
    ROSE,
    SLATE,
    STRAW,
    TEAL,
    WHITE,
)

AMINA = Look("olive", "black", "scarf", MARIGOLD, scarf=TEAL)
BRYN = Look("pale", "red", "short", MOSS, beard=True)
OLU = Look("dark", "black", "curly", BRICK)
MO = Look("fair", "grey", "short", SLATE, glasses=True)
NIA = Look("pale", "dark", "bob", POOL)
GWILYM = Look("fair", "white", "short", BRICK, stripe=CREAM)
SIAN_WYN = Look("pale", "fair", "bun", PLUM)
DELROY = Look("dark", "black", "short", MARIGOLD, beard=True)
NADIA = Look("olive", "black", "scarf", DEEP, scarf=ROSE)
RUKHSANA = Look("brown", "black", "long", MOSS, stripe=STRAW)
CAROL = Look("pale", "fair", "bob", TEAL)
MORAG = Look("pale", "red", "long", MIST)
JEROME = Look("brown", "black", "curly", POOL, stripe=WHITE)
CAOIMHE = Look("pale", "dark", "long", MARIGOLD)
JOAN = Look("fair", "white", "bun", MOSS)
PRIYA = Look("brown", "black", "bun", BRICK)
CHILD = Look("brown", "black", "short", STRAW)
