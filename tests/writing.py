"""What a browser sends from a writing page."""

from html.parser import HTMLParser


def rows(name, *values):
    """The rows of one part as form data: `rows("bylines", {"name_as_printed": "Ann"})`."""
    data = {f"{name}-TOTAL_FORMS": len(values), f"{name}-INITIAL_FORMS": 0}
    for number, row in enumerate(values):
        data |= {f"{name}-{number}-{field}": value for field, value in row.items()}
    return data


def as_sent(response, form="data-writing"):
    """All that a browser without JavaScript would send from a form of this id or attribute."""
    reader = _Controls(form)
    reader.feed(response.text)
    return reader.data


class _Controls(HTMLParser):
    """Reads the controls of the form that has an attribute or id `mark`."""

    def __init__(self, mark):
        super().__init__()
        self.mark = mark
        self.data, self.inside, self.hidden = {}, False, 0
        self.select = self.textarea = None

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "form":
            self.inside = self.mark in given or self.mark == given.get("id")
        elif tag == "template":
            self.hidden += 1
        if not self.inside or self.hidden:
            return
        if tag == "input" and given.get("name"):
            self.read_input(given)
        elif tag == "textarea":
            self.textarea = given["name"]
            self.data[self.textarea] = ""
        elif tag == "select":
            self.select = given["name"]
        elif tag == "option" and self.select and "selected" in given:
            self.data[self.select] = given.get("value", "")

    def read_input(self, given):
        if given.get("type") == "file" or given["name"] == "csrfmiddlewaretoken":
            return
        if given.get("type") in ("checkbox", "radio"):
            if "checked" in given:
                self.data[given["name"]] = given.get("value", "on")
            return
        self.data[given["name"]] = given.get("value", "")

    def handle_endtag(self, tag):
        if tag == "template":
            self.hidden -= 1
        elif tag == "textarea":
            if self.textarea:
                # A browser leaves out the line break that Django writes after the tag.
                self.data[self.textarea] = self.data[self.textarea].removeprefix("\n")
            self.textarea = None
        elif tag == "select":
            self.select = None

    def handle_data(self, text):
        if self.textarea:
            self.data[self.textarea] += text
