// A button beside a field that cannot be changed ([data-copy] holds it): copies what is in it, and says so.
for (const box of document.querySelectorAll("[data-copy]")) {
  const field = box.querySelector("input");
  const button = document.createElement("button");
  const said = document.createElement("span");
  button.type = "button";
  button.className = "button button-quiet button-small";
  button.textContent = "Copy the link";
  said.className = "small muted";
  said.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      said.textContent = "Copied.";
    } catch {
      said.textContent = "Press Ctrl and C, or hold your finger on the marked link, to copy it.";
    }
  });
  field.addEventListener("focus", () => field.select());
  box.append(button, said);
}
