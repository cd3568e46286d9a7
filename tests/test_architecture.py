"""The arrows of the code, read from its imports: `copro → events → reports → network`, never the other way."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ORDER = [
    "network",
    "reports",
    "events",
    "copro",
]  # each may import itself and what stands before it
LONGEST_FILE, LONGEST_FUNCTION = 300, 40  # lines
FORBIDDEN_NAMES = {"services", "utils", "helpers", "common"}
DRAWINGS = (
    ROOT / "copro" / "founding" / "drawing"
)  # a picture is a long list of strokes, and no logic
# Inside network/models one imports leftwards only; modules of one row may import each other without a circle.
MODELS = [
    {
        "beside",
        "consents",
        "dates",
        "discussable",
        "findable",
        "kinds",
        "missed_searches",
        "newest",
        "places",
        "plans",
        "prose",
        "publishable",
        "revised",
        "rows",
        "searching",
        "shares",
        "slugs",
        "snapshots",
        "spellings",
        "synonyms",
        "terms",
        "topics",
        "written_words",
    },
    {"members"},
    {
        "downloads",
        "former_addresses",
        "former_collections",
        "former_topics",
        "media",
        "organisations",
        "pages",
        "people",
        "subscribers",
    },
    {"contributions"},
    {
        "articles",
        "bylines",
        "case_studies",
        "collections",
        "comments",
        "partners",
        "passages",
        "quotes",
        "readings",
        "subscriptions",
        "videos",
    },
    {
        "appeals",
        "confirmations",
        "draft_links",
        "following",
        "invitations",
        "letters",
        "merging",
        "moderation",
        "naming",
        "person_claims",
        "returns",
        "revisions",
        "related",
        "relating",
        "schedules",
        "search_entries",
        "share_links",
        "sheets",
        "takedowns",
        "withdrawals",
        "ending_consents",
        "hidden_photos",
        "hiding",
        "moderation_log",
        "withheld_names",
    },
]


def modules(*folders):
    """(path, syntax tree) of every module of ours below the folders, migrations aside."""
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path, ast.parse(path.read_text(), str(path))


def imported(path, node):
    """The full dotted names that one import statement brings in."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    package = path.relative_to(ROOT).parent.parts
    base = package[: len(package) - node.level + 1] if node.level else ()
    module = [*base, *(node.module.split(".") if node.module else [])]
    return [".".join([*module, alias.name]) for alias in node.names]


def imports(path, tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            for name in imported(path, node):
                yield node.lineno, name


def test_no_import_climbs():
    climbing = [
        f"{path.relative_to(ROOT)}:{line} imports {name}"
        for place, app in enumerate(ORDER)
        for path, tree in modules(app)
        for line, name in imports(path, tree)
        if name.split(".")[0] in ORDER[place + 1 :]
    ]
    assert climbing == []


def test_imports_stand_at_the_top():
    inline = [
        f"{path.relative_to(ROOT)}:{inner.lineno}"
        for path, tree in modules(*ORDER)
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        for inner in ast.walk(function)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]
    assert inline == []


def row_of(module):
    return next((row for row, names in enumerate(MODELS) if module in names), None)


def model_imports():
    """(module, line, the module of network/models that it imports) for each import between models."""
    prefix = "network.models."
    for path, tree in modules("network/models"):
        if path.stem != "__init__":
            for line, name in imports(path, tree):
                if name.startswith(prefix):
                    yield path.stem, line, name.removeprefix(prefix).split(".")[0]


def test_every_model_has_its_place_in_the_row():
    placed = set().union(*MODELS)
    found = {path.stem for path, tree in modules("network/models")} - {"__init__"}
    assert found == placed


def test_models_import_leftwards():
    wrong = [
        f"{module}:{line} imports {other}"
        for module, line, other in model_imports()
        if None not in (row_of(module), row_of(other)) and row_of(other) > row_of(module)
    ]
    assert wrong == []


def test_models_import_in_no_circle():
    arrows = {}
    for module, _, other in model_imports():
        if row_of(other) is not None:
            arrows.setdefault(module, set()).add(other)

    def reach(module, seen):
        for other in arrows.get(module, ()):
            if other not in seen:
                seen.add(other)
                reach(other, seen)
        return seen

    assert [module for module in arrows if module in reach(module, set())] == []


@pytest.mark.parametrize("app", ORDER)
def test_files_and_functions_stay_short(app):
    long = []
    for path, tree in modules(app):
        name = path.relative_to(ROOT)
        if len(path.read_text().splitlines()) > LONGEST_FILE:
            long.append(str(name))
        for node in ast.walk(tree):
            if DRAWINGS in path.parents or not isinstance(node, ast.FunctionDef):
                continue
            if node.end_lineno - node.lineno >= LONGEST_FUNCTION:
                long.append(f"{name}:{node.lineno} {node.name}")
    assert long == []


def test_no_module_is_a_drawer_for_odds_and_ends():
    assert [path for path, tree in modules(*ORDER) if path.stem in FORBIDDEN_NAMES] == []


def test_no_signal_is_received():
    used = [
        f"{path.relative_to(ROOT)}:{line}"
        for path, tree in modules(*ORDER)
        for line, name in imports(path, tree)
        if name.startswith(("django.db.models.signals", "django.dispatch"))
    ]
    assert used == []


def test_no_page_has_inline_script_style_or_handler():
    inline = []
    for path in sorted((ROOT / "templates").rglob("*.html")):
        if "emails" in path.parts:  # mail has no stylesheet
            continue
        text = path.read_text().lower()
        for forbidden in (
            " style=",
            " onclick=",
            " onchange=",
            " onsubmit=",
            " onload=",
            "javascript:",
        ):
            if forbidden in text:
                inline.append(f"{path.relative_to(ROOT)}: {forbidden.strip()}")
    assert inline == []
