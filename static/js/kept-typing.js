// What is typed into a form (form[data-kept-typing]) stays in this tab until it is sent: signing in, a link or a
// phone that forgets the page loses nothing. What the server kept (a filled form) goes before.
for (const form of document.querySelectorAll("form[data-kept-typing]")) {
  const text = form.querySelector("textarea");
  const name = `typed: ${form.getAttribute("action")} ${form.elements.reply_to?.value ?? ""}${form.elements.about?.value ?? ""}`;
  const keep = (value) => {
    try {
      if (value) sessionStorage.setItem(name, value);
      else sessionStorage.removeItem(name);
    } catch {
      // A browser that stores nothing: the form works as it is.
    }
  };
  try {
    text.value ||= sessionStorage.getItem(name) ?? "";
  } catch {
    // As above.
  }
  text.addEventListener("input", () => keep(text.value));
  form.addEventListener("submit", () => keep(""));
}
