"""What a browser sends from a writing page."""


def rows(name, *values):
    """The rows of one part as form data: `rows("bylines", {"name_as_printed": "Ann"})`."""
    data = {f"{name}-TOTAL_FORMS": len(values), f"{name}-INITIAL_FORMS": 0}
    for number, row in enumerate(values):
        data |= {f"{name}-{number}-{field}": value for field, value in row.items()}
    return data
