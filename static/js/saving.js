// A writing page that loses nothing (templates/network/writing/saving.html). A draft goes to the server a moment after
// typing stops, when a field is left, and on leaving; what is published changes with the button alone. Whatever the
// server does not have waits in this browser, by member and address, and is offered again. The form fires
// "draft:saved" with what the server said (network/views/autosaves.py).

const PAUSE = 3000; // milliseconds, as all below
const SOON = 400;
const RETRY = 5000; // doubled each time, up to
const LONGEST_RETRY = 120_000;
const KEPT_FOR = 14 * 24 * 60 * 60 * 1000;
const JUST_NOW = 8000;
const LEAVING = 60_000; // bytes that a browser still sends for a page that is gone
const BOOKS = /^(csrfmiddlewaretoken|version|sheet|number)$|-(row|kept|who|(TOTAL|INITIAL|MIN_NUM|MAX_NUM)_FORMS)$/;

const WORDS = {
  away: "We cannot reach the site; you may be offline. We keep trying.",
  "signed-out": "You are signed out.",
  another: "Somebody else is signed in here now.",
  failed: "The site could not save this just now. We keep trying.",
  long: "This is too long to be saved, above 4 MB. Take something out, or make two of it.",
  gone: "This page is not open to you any more: the draft was deleted or published, or you are not among its authors.",
};
const WORTH_ANOTHER_TRY = ["away", "signed-out", "another", "failed"];

const place = document.querySelector("[data-saving]");
const form = place?.closest("form");
const part = (name) => place.querySelector(`[data-saving-${name}]`);
const field = (name) => form.elements.namedItem(name);

const storage = (act) => {
  try {
    return act(localStorage);
  } catch {
    return undefined; // a browser that stores nothing, or no more
  }
};
const mine = () => `unsaved ${place.dataset.member} `;
const entryName = (path = goneTo ?? location.pathname, sheet = field("sheet").value) => `${mine()}${path} ${sheet}`;
const newKey = () => [...crypto.getRandomValues(new Uint32Array(4))].map((number) => number.toString(36)).join("");

// All that would be sent but files; the editors write their text into it.
const typed = () => [...new FormData(form)].filter(([name, value]) => typeof value === "string" && name !== "csrfmiddlewaretoken");
const wordsOf = (fields) => JSON.stringify(fields.filter(([name]) => !BOOKS.test(name) || name.endsWith("-kept")));

let changed = false; // something here is not on the server
let kept = true; // and stands in this browser
let stopped = place?.dataset.saving !== "draft"; // nothing is saved but by the button
let running = null; // the sending that is under way
let sent = false; // with the button
let last = ""; // what was saved, or was there at first
let state = "";
let goneTo = null; // where a new one is begun, once this one is not to be written on
let wait = RETRY;
let timer;
let keeping;

const keep = (number = Number(field("number").value) + 1) => {
  clearTimeout(keeping);
  const entry = JSON.stringify({ at: Date.now(), number, fields: typed() });
  kept = storage((box) => box.setItem(entryName(), entry) ?? true) ?? false;
};
const forget = (name = entryName()) => storage((box) => box.removeItem(name));

// Seen always, said aloud only when the state is another.
const show = (now, words) => {
  const isTrouble = now in WORDS || now === "overtaken" || now === "public";
  const where = kept ? "What you write is kept in this browser." : "This browser cannot keep it: copy your text before you leave.";
  place.hidden = false;
  part("words").textContent = isTrouble ? `${words ?? WORDS[now]} ${where}` : words;
  place.classList.toggle("saving-trouble", isTrouble);
  part("both").hidden = now !== "overtaken";
  part("sign-in").hidden = now !== "signed-out";
  part("anew").hidden = now !== "gone" || !place.dataset.anew;
  const status = form.querySelector("[data-writing-status]");
  if (now !== state && status) status.textContent = part("words").textContent;
  state = now;
};

const showWaiting = (waiting) => {
  const list = part("waiting");
  list.hidden = !waiting.length;
  list.querySelector("summary").textContent = waiting.length === 1 ? "One answer waits" : `${waiting.length} answers wait`;
  list.querySelector("ul").replaceChildren(...waiting.map(({ where, label, words }) => {
    const item = document.createElement("li");
    const link = document.createElement("a");
    const control = document.getElementById(where);
    link.href = `#${control?.type === "hidden" ? control.closest("[data-row]")?.id : where}`;
    link.textContent = label || "Here";
    item.append(...(where ? [link, `: ${words}`] : [words]));
    return item;
  }));
};

// What was written on something gone is offered where a new one is begun.
const partFrom = () => {
  forget();
  goneTo = place.dataset.anew;
  field("sheet").value = newKey();
  field("version").value = "";
  form.querySelectorAll("[name$='-row']").forEach((row) => { row.value = ""; });
};

const trouble = (now, words) => {
  if (now === "gone" && place.dataset.anew && !goneTo) partFrom();
  keep();
  show(now, words);
  changed = true;
  if (!WORTH_ANOTHER_TRY.includes(now)) return;
  schedule(wait);
  wait = Math.min(2 * wait, LONGEST_RETRY);
};

const schedule = (pause) => {
  clearTimeout(timer);
  timer = setTimeout(() => save(), pause);
};

const accepted = (told) => {
  wait = RETRY;
  field("version").value = told.version;
  for (const [name, key] of Object.entries(told.rows)) if (field(name)) field(name).value = key;
  if (told.address !== location.pathname) {
    forget();
    history.replaceState(history.state, "", told.address);
  }
  if (told.is_whole && !changed) forget();
  else keep();
  show("saved", `Saved ${told.saved}`);
  showWaiting(told.waiting);
  form.dispatchEvent(new CustomEvent("draft:saved", { detail: told, bubbles: true }));
};

const ask = async (sheet) => {
  const address = `${location.pathname}?sheet=${encodeURIComponent(sheet)}`;
  const answer = await fetch(address, { headers: { Accept: "application/json" }, redirect: "manual", cache: "no-store" });
  if (answer.ok) return answer.json();
  return { trouble: answer.type === "opaqueredirect" ? "signed-out" : answer.status < 500 ? "gone" : "failed" };
};

// A word for this page from whoever is signed in now; gives what is wrong, or nothing.
const renew = async () => {
  const told = await ask(field("sheet").value);
  if (told.trouble) return told.trouble;
  if (String(told.member) !== place.dataset.member) return "another";
  field("csrfmiddlewaretoken").value = told.token;
  return "";
};

const post = (fields, typing, isLeaving) => {
  const body = new FormData();
  const all = [...fields, ["csrfmiddlewaretoken", field("csrfmiddlewaretoken").value], ["autosave", "yes"], ["typing", typing]];
  all.forEach(([name, value]) => body.append(name, value));
  const size = new Blob(all.flat()).size + 150 * all.length;
  const keepalive = isLeaving && size < LEAVING;
  return fetch(location.pathname, { method: "POST", body, keepalive, headers: { Accept: "application/json" }, redirect: "manual" });
};

const send = async (fields, isLeaving) => {
  const here = document.activeElement;
  const typing = here?.form === form && here.matches("[data-suggestions], [name=new_series]") ? here.name : "";
  let answer = await post(fields, typing, isLeaving);
  if (answer.status === 403) {
    const wrong = await renew();
    if (wrong) return trouble(wrong);
    answer = await post(fields, typing, isLeaving);
  }
  if (answer.type === "opaqueredirect") return trouble("signed-out");
  if (answer.status === 409) {
    stopped = true;
    const { code, words } = await answer.json();
    return trouble(code, words);
  }
  if ([403, 404, 410].includes(answer.status)) {
    stopped = true;
    return trouble("gone");
  }
  if (answer.status === 413) return trouble("long");
  if (!answer.ok) return trouble("failed");
  const told = await answer.json();
  last = typing ? "" : wordsOf(fields); // half a name is sent again once it is left
  changed ||= Boolean(typing);
  return accepted(told);
};

const save = async (isLeaving = false) => {
  clearTimeout(timer);
  if (stopped || sent || !changed || running) return;
  if (navigator.onLine === false) {
    trouble("away");
    return;
  }
  const before = field("number").value;
  field("number").value = Number(before) + 1;
  const fields = typed();
  keep(Number(field("number").value));
  if (wordsOf(fields) === last) {
    changed = false;
    field("number").value = before;
    forget();
    return;
  }
  changed = false;
  running = send(fields, isLeaving).catch(() => trouble("away"));
  await running;
  running = null;
  if (changed && last && state === "saved") schedule(PAUSE);
};

const mark = (event) => {
  if (event.target.type === "file") return;
  changed = true;
  clearTimeout(keeping);
  keeping = setTimeout(() => {
    keep();
    if (stopped && !(state in WORDS) && state !== "overtaken" && state !== "public") {
      show("browser", kept ? "Kept in this browser until you save." : "Not saved yet.");
    }
  }, SOON);
  if (!stopped) schedule(PAUSE);
};

const leave = () => {
  if (!changed || sent) return;
  keep();
  save(true);
};

const comeBack = () => {
  if (!stopped && changed && WORTH_ANOTHER_TRY.includes(state)) save();
};

// The button: what is under way comes first, and nothing is sent that would be lost.
const submit = async (event) => {
  const { submitter } = event;
  clearTimeout(timer);
  if (!running && !WORTH_ANOTHER_TRY.includes(state) && navigator.onLine !== false) {
    field("number").value = Number(field("number").value) + 1;
    keep(Number(field("number").value));
    sent = true;
    return;
  }
  event.preventDefault();
  await running;
  const wrong = await renew().catch(() => "away");
  if (wrong) return trouble(wrong);
  state = "";
  form.requestSubmit(submitter);
};

// What waits in this browser from an earlier visit.

const entries = () => storage((box) => Object.keys(box).flatMap((name) => {
  if (!name.startsWith("unsaved ")) return [];
  const entry = JSON.parse(box.getItem(name));
  const [, , path, sheet] = name.split(" ");
  if (Date.now() - entry.at > KEPT_FOR) forget(name);
  const isHere = name.startsWith(mine()) && path === location.pathname && sheet !== field("sheet").value;
  return isHere ? [{ ...entry, name, sheet }] : [];
})) ?? [];

// The words of an answer, and how its text is built, whatever wrote the HTML.
const plain = (value) => {
  if (!value.includes("<")) return value.trim();
  const body = new DOMParser().parseFromString(value, "text/html").body;
  const tags = [...body.querySelectorAll(":not(colgroup, col, tbody)")].map((node) => node.localName);
  return `${body.textContent.replace(/\s+/g, " ").trim()} ${tags}`;
};
const readable = (value) => {
  if (!value.includes("<")) return value;
  const text = value.replace(/<\/(p|li|h\d|blockquote|tr)>|<br>/g, "\n$&");
  return new DOMParser().parseFromString(text, "text/html").body.textContent.trim();
};

// The page as it came: each answer with its label, before an editor stands in its place.
const asItCame = () => new Map(typed().map(([name, value]) => {
  const control = field(name);
  const label = control?.labels?.[0]?.firstChild.textContent.trim();
  const row = control?.closest?.("[data-row]")?.querySelector("legend").textContent.replace(/\s+/g, " ").trim();
  return [name, { value, label: [row, label].filter(Boolean).join(": ") }];
}));

const differences = (entry, came) => {
  const waiting = new Map(entry.fields);
  const names = [...waiting.keys(), ...[...came.keys()].filter((name) => !waiting.has(name) && !/-\d+-/.test(name))];
  return names.filter((name) => !BOOKS.test(name)).flatMap((name) => {
    const value = waiting.get(name) ?? "";
    if (plain(value) === plain(came.get(name)?.value ?? "")) return [];
    if (/-\d+-ORDER$/.test(name) && !(value && came.get(name)?.value)) return [];
    const option = field(name)?.options && [...field(name).options].find((each) => each.value === value);
    return [{ label: came.get(name)?.label || "In another row", text: option?.text ?? readable(value) }];
  });
};

const notice = (title) => {
  const made = form.querySelector("template[data-kept]").content.cloneNode(true).firstElementChild;
  made.querySelector("[data-kept-title]").textContent = title;
  form.prepend(made);
  return made;
};

const putBack = (entry) => {
  const again = document.createElement("form");
  again.method = "post";
  again.enctype = "multipart/form-data";
  for (const [name, value] of [...entry.fields, ["csrfmiddlewaretoken", field("csrfmiddlewaretoken").value], ["again", "yes"]]) {
    const input = document.createElement("textarea");
    input.name = name;
    input.value = value;
    again.append(input);
  }
  again.hidden = true;
  document.body.append(again);
  sent = true;
  again.submit();
};

const when = (at) => new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long", timeStyle: "short" }).format(at);

const offer = (entry, differ) => {
  const made = notice(`You wrote this on ${when(entry.at)} and it was not saved`);
  made.querySelector("[data-kept-differences]").replaceChildren(...differ.map(({ label, text }) => {
    const details = document.createElement("details");
    const summary = document.createElement("summary");
    const words = document.createElement("p");
    summary.textContent = label;
    words.textContent = text || "Empty";
    words.dir = "auto";
    details.append(summary, words);
    return details;
  }));
  made.querySelector("[data-kept-back]").addEventListener("click", () => putBack(entry));
  const away = made.querySelector("[data-kept-away]");
  away.addEventListener("click", () => {
    const isAway = made.classList.toggle("kept-away");
    if (isAway) forget(entry.name);
    else storage((box) => box.setItem(entry.name, JSON.stringify(entry)));
    away.textContent = isAway ? "Thrown away. Keep it after all" : "Throw it away";
  });
};

const lookBack = async () => {
  const came = asItCame();
  for (const entry of entries()) {
    // What a page sent as it was left may be on its way yet.
    if (Date.now() - entry.at < JUST_NOW) await new Promise((done) => { setTimeout(done, JUST_NOW / 4); });
    const told = await ask(entry.sheet).catch(() => ({}));
    const isElsewhere = told.address && location.pathname.includes("/new/");
    const differ = differences(entry, came);
    if (told.number >= entry.number || !differ.length) forget(entry.name);
    else if (isElsewhere) {
      // It became a draft, without the last words: they are offered there.
      forget(entry.name);
      storage((box) => box.setItem(entryName(told.address, entry.sheet), JSON.stringify(entry)));
      const made = notice(`What you began here on ${when(entry.at)} is a draft already`);
      const link = made.querySelector("[data-kept-draft]");
      link.href = told.address;
      made.classList.add("kept-elsewhere");
    } else offer(entry, differ);
  }
};

if (form) {
  field("sheet").value ||= newKey();
  last = wordsOf(typed());
  lookBack();
  ["input", "change", "row:added"].forEach((name) => form.addEventListener(name, mark));
  form.addEventListener("click", (event) => {
    if (event.target.closest("[data-row] button")) mark(event);
  });
  form.addEventListener("focusout", () => { if (changed && !stopped && !WORTH_ANOTHER_TRY.includes(state)) schedule(SOON); });
  form.addEventListener("submit", submit);
  document.addEventListener("visibilitychange", () => (document.visibilityState === "hidden" ? leave() : comeBack()));
  addEventListener("pagehide", leave);
  addEventListener("pageshow", () => { sent = false; });
  addEventListener("online", comeBack);
  addEventListener("beforeunload", (event) => { if (changed && !kept && !sent) event.preventDefault(); });
  if ("changed" in place.dataset) {
    last = "";
    mark({ target: form });
  }
}
