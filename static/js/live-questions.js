// The list in [data-live] is asked for again every few seconds while somebody looks at the page. Its buttons send
// their form without leaving the page; a link, or a button when that fails, works as it does without this script.
const box = document.querySelector("[data-live]");
const form = box.closest("form");
let tag = "";
let sending = 0;

function put(html) {
  const { value, href, formAction } = document.activeElement;
  const inside = box.contains(document.activeElement);
  box.innerHTML = html;
  if (!inside) return;
  const all = [...box.querySelectorAll("button, a")];
  const same = href ? (each) => each.href === href : (each) => each.value === value && each.formAction === formAction;
  all.find(same)?.focus({ preventScroll: true });
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
