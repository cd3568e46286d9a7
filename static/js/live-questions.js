// The list in [data-live] is asked for again every few seconds while somebody looks at the page. Its buttons send
// their form without leaving the page; a link, or a button when that fails, works as it does without this script.
// The focus goes with a question that moves, and a screen reader is told which lists have changed.
const box = document.querySelector("[data-live]");
const form = box.closest("form");
const said = Object.assign(document.createElement("p"), { className: "visually-hidden" });
said.setAttribute("role", "status");
box.after(said);
let tag = "";
let sending = 0;

function lists() {
  const brief = (each) => (each.matches(".live-now") ? each : each.querySelector("h2")).textContent.trim();
  return [...box.querySelectorAll("section")].map(brief);
}

function put(html) {
  const held = document.activeElement;
  const controls = () => [...box.querySelectorAll("button, a")];
  const [before, place] = [lists(), controls().indexOf(held)];
  box.innerHTML = html;
  said.textContent = lists().filter((each) => !before.includes(each)).join(". ");
  if (place < 0) return;
  const all = controls();
  const action = held.getAttribute("formaction");
  const same = all.find((each) => (held.href ? each.href === held.href : each.value === held.value && each.formAction === held.formAction));
  const moved = !same && action && all.find((each) => each.getAttribute("formaction") === action);
  if (moved) said.textContent = moved.closest("section").querySelector("h2").textContent;
  const next = moved?.name === "standing" ? moved.closest("li").querySelector("button, a") : same || moved;
  (next || all[place] || all.at(-1))?.focus({ preventScroll: true });
}

async function look(always) {
  if (!always && (document.hidden || sending)) return;
  const before = sending;
  try {
    const answer = await fetch(box.dataset.live, {
      headers: tag && !always ? { "If-None-Match": tag } : {},
      cache: "no-store",
    });
    if (!answer.ok || answer.redirected) return;
    const html = await answer.text();
    if (before !== sending) return;
    tag = answer.headers.get("ETag") || "";
    put(html);
  } catch {
    // Out of reach for a moment: the next look comes soon.
  }
}

form.addEventListener("submit", async (event) => {
  const button = event.submitter;
  if (!button) return;
  event.preventDefault();
  const action = button.getAttribute("formaction") || form.action;
  sending += 1;
  const answer = await fetch(action, { method: "POST", body: new FormData(form, button), redirect: "manual" }).catch(() => null);
  sending -= 1;
  if (answer?.type === "opaqueredirect") return look(true);
  // Whatever else it says, the page that comes back says it best.
  const pressed = Object.assign(document.createElement("input"), { type: "hidden", name: button.name, value: button.value });
  form.append(pressed);
  form.action = action;
  form.submit();
});

setInterval(look, 4000);
document.addEventListener("visibilitychange", () => look());
