// What a writer may want to look at again (network/advice.py), as the server tells it with each draft that saved itself:
// beside each field and, folded away, above the buttons. Nothing is announced and nothing takes the focus.

const form = document.querySelector("form[data-writing]");
const all = form?.querySelector("[data-advice]");

const item = (...parts) => {
  const made = document.createElement("li");
  made.append(...parts);
  return made;
};

const link = ({ field, label }) => {
  const made = document.createElement("a");
  made.href = `#${field}`;
  made.textContent = label;
  return made;
};

const besideField = ({ field, what, mend }) => {
  const place = document.getElementById(field)?.closest(".field");
  if (!place) return;
  let list = place.querySelector(":scope > .field-advice");
  if (!list) {
    list = document.createElement("ul");
    list.className = "field-advice";
    place.append(list);
  }
  const how = document.createElement("span");
  how.textContent = mend;
  list.append(item(`${what} `, how));
};

const show = (advice) => {
  form.querySelectorAll(".field-advice").forEach((list) => list.remove());
  advice.forEach(besideField);
  all.hidden = advice.length === 0;
  all.querySelector("[data-advice-count]").textContent = advice.length === 1 ? "1 thing" : `${advice.length} things`;
  all.querySelector("ul").replaceChildren(...advice.map((each) => item(link(each), `: ${each.what}`)));
};

// A link to a field whose editor stands in its place leads into the editor.
const follow = (event) => {
  const to = event.target.closest('a[href^="#"]')?.hash.slice(1);
  const text = to && document.getElementById(to)?.closest(".editor-ready")?.querySelector(".editor-text");
  if (!text) return;
  event.preventDefault();
  text.focus({ preventScroll: true });
  text.closest(".field").scrollIntoView();
};

if (all) form.addEventListener("draft:saved", ({ detail }) => show(detail.advice));
form?.addEventListener("click", follow);
