"""Pages as a browser without scripts has them: their forms, filled in and sent."""

from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit


class FormReader(HTMLParser):
    """Every form of a page: its action, and its fields with their values as they stand."""

    def __init__(self):
        super().__init__()
        self.forms = []
        self._text = None
        self._select = None

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "form":
            self.forms.append({"action": given.get("action") or "", "fields": {}} | given)
        elif tag == "option" and self._select and "selected" in given:
            self.forms[-1]["fields"][self._select] = given.get("value", "")
        elif not self.forms or "name" not in given:
            return
        elif tag == "select":
            self._select = given["name"]
        elif tag == "input":
            unticked = given.get("type") in ("checkbox", "radio") and "checked" not in given
            if not unticked and given.get("type") != "submit":
                self.forms[-1]["fields"][given["name"]] = given.get("value", "")
        elif tag == "textarea":
            self._text = given["name"]
            self.forms[-1]["fields"][self._text] = ""

    def handle_data(self, data):
        if self._text:
            self.forms[-1]["fields"][self._text] += data

    def handle_endtag(self, tag):
        if tag == "select":
            self._select = None
        if tag == "textarea" and self._text:
            fields = self.forms[-1]["fields"]
            # A browser drops the line break right after the tag.
            fields[self._text] = fields[self._text].removeprefix("\n").replace("\r\n", "\n")
            self._text = None


def form_of(response, action):
    """The last form whose action holds `action`; None when there is none."""
    reader = FormReader()
    reader.feed(response.content.decode())
    found = [form for form in reader.forms if action in form["action"]]
    return found[-1] if found else None


def submit(client, response, action, fields=(), **extra):
    """Fills in and sends that form from the page that `response` is; follows redirects."""
    form = form_of(response, action)
    assert form, f"no form for {action}"
    path = response.request["PATH_INFO"]
    if response.request.get("QUERY_STRING"):
        path += "?" + response.request["QUERY_STRING"]
    address = urljoin(path, form["action"])
    assert not urlsplit(address).netloc
    return client.post(address, form["fields"] | dict(fields), follow=True, **extra)
