// Rows of a writing page: adds one without asking the server, takes one away, moves one up or down.
// Without JavaScript the same buttons and fields work by sending the form.
// Whoever puts a row into a part, or elsewhere in it, sends "row:added" or "row:moved" from the row.

const say = (text) => {
  const status = document.querySelector("[data-writing-status]");
  if (status) status.textContent = text;
};

const rowsOf = (part) => [...part.querySelectorAll(":scope > [data-row]")];
const isRemoved = (row) => row.querySelector("[data-remove]")?.checked;
const nameOf = (row) => row.querySelector("legend").textContent.replace(/\s+/g, " ").trim();

const renumber = (part) => {
  rowsOf(part).filter((row) => !isRemoved(row)).forEach((row, index) => {
    row.querySelector("[data-number]").textContent = index + 1;
    const order = row.querySelector("[data-order]");
    if (order) order.value = index + 1;
  });
};

const button = (text, action) => {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button-text";
  made.textContent = text;
  made.addEventListener("click", action);
  return made;
};

const move = (part, row, step) => {
  const rows = rowsOf(part).filter((other) => !isRemoved(other));
  const other = rows[rows.indexOf(row) + step];
  if (!other) return;
  if (step < 0) other.before(row);
  else other.after(row);
  renumber(part);
  say(`Moved: now ${nameOf(row)}.`);
};

const toggleRemoved = (part, row, remove, tool) => {
  remove.checked = !remove.checked;
  row.classList.toggle("writing-row-removed", remove.checked);
  tool.textContent = remove.checked ? "Keep it after all" : "Remove";
  renumber(part);
  say(remove.checked ? "Removed when you save." : "Kept.");
};

const equip = (part, row) => {
  const tools = row.querySelector(":scope > .writing-row-tools");
  if (!tools || tools.querySelector("button")) return;
  const remove = tools.querySelector("[data-remove]");
  const up = button("Move up", () => { move(part, row, -1); up.focus(); });
  const down = button("Move down", () => { move(part, row, 1); down.focus(); });
  const away = button("Remove", () => toggleRemoved(part, row, remove, away));
  tools.append(up, down, away);
  if (remove.checked) {
    remove.checked = false;
    toggleRemoved(part, row, remove, away);
  }
};

const add = (part) => {
  const total = part.querySelector(`:scope > [name="${part.dataset.rows}-TOTAL_FORMS"]`);
  const template = part.querySelector(":scope > template[data-row-template]");
  const fragment = template.content.cloneNode(true);
  const number = total.value;
  const place = (node) => {
    for (const attribute of [...node.attributes]) {
      if (attribute.value.includes("__prefix__")) attribute.value = attribute.value.replace("__prefix__", number);
    }
    if (node.content) [...node.content.querySelectorAll("*")].forEach(place);
  };
  [...fragment.querySelectorAll("*")].forEach(place);
  const row = fragment.querySelector("[data-row]");
  template.before(row);
  total.value = Number(number) + 1;
  equip(part, row);
  renumber(part);
  row.querySelectorAll("[data-rows]").forEach(start);
  row.dispatchEvent(new CustomEvent("row:added", { bubbles: true }));
  row.querySelector("input:not([type=hidden]), textarea, select")?.focus();
  say(`Added: ${nameOf(row)}.`);
};

const start = (part) => {
  rowsOf(part).forEach((row) => equip(part, row));
  const more = part.querySelector(":scope > p > [data-add]");
  more?.addEventListener("click", (event) => {
    event.preventDefault();
    add(part);
  });
};

document.querySelectorAll("[data-rows]").forEach(start);
document.addEventListener("row:added", (event) => {
  const part = event.target.closest("[data-rows]");
  equip(part, event.target);
  renumber(part);
});
document.addEventListener("row:moved", (event) => {
  renumber(event.target.closest("[data-rows]"));
  say(`Moved: now ${nameOf(event.target)}.`);
});
