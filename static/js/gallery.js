// The gallery of a writing page ([data-gallery] holds the address that takes photos): sends what is chosen at
// once, two at a time, with a bar for each; puts each row in its place; lets rows be dragged.
// Others ask for it by a "photos:send" event on the gallery: detail.files, and detail.placed(number) for each that came.

const AT_ONCE = 2;
const MOST = 60; // rows: the server refuses more
const TIMEOUT = 120_000; // milliseconds without an answer

const gallery = document.querySelector("[data-gallery]");
const form = gallery?.closest("form");
const list = gallery?.querySelector("[data-uploads]");
const uploads = new Set(); // on their way, waiting, or failed
let turns = 0;
let submitter = null; // what sends the form once all photos are here

const say = (text) => {
  const status = document.querySelector("[data-writing-status]");
  if (status) status.textContent = text;
};
const are = (state) => [...uploads].filter((upload) => upload.state === state);
const rowsThere = () => gallery.querySelectorAll(":scope > [data-row]").length;

const ANSWERS = {
  0: "The connection was cut. The photo is still here: try again when you are online.",
  403: "You may not add photos here any more. Save the page, then open it again.",
  404: "This page is gone or has moved. Save your text, then open the page again.",
  413: "This file is too large to send. Make it smaller, then choose it again.",
};
const whatWentWrong = (request) => {
  if (request.responseURL.includes("/accounts/login/")) return "You are signed out. Sign in in another tab, then try again.";
  if (request.getResponseHeader("Content-Type")?.startsWith("text/plain")) return request.responseText;
  return ANSWERS[request.status] ?? "Something went wrong on our side. Try again in a minute.";
};

// Puts the row that the server wrote behind the others, those chosen together in the order in which they were.
const hang = (html, turn) => {
  const total = gallery.querySelector("[name$=-TOTAL_FORMS]");
  const made = document.createElement("template");
  made.innerHTML = html.replaceAll("__prefix__", total.value);
  const row = made.content.querySelector("[data-row]");
  if (gallery.querySelector(`:scope > [data-photo="${row.dataset.photo}"]`)) return row.dataset.photo; // sent twice
  row.dataset.turn = turn;
  const later = [...gallery.querySelectorAll(":scope > [data-turn]")].find((other) => Number(other.dataset.turn) > turn);
  (later ?? gallery.querySelector("[data-no-cover]")).before(row);
  total.value = Number(total.value) + 1;
  row.dispatchEvent(new CustomEvent("row:added", { bubbles: true }));
  row.dispatchEvent(new Event("change", { bubbles: true }));
  return row.dataset.photo;
};

const show = (upload, state, text = "", again = state === "failed") => {
  upload.state = state;
  upload.item.classList.toggle("upload-failed", state === "failed");
  upload.item.querySelector(".upload-state").textContent = text;
  upload.item.querySelector("progress").hidden = state === "failed";
  upload.item.querySelector("[data-again]").hidden = !again;
};

const tellHowMany = () => {
  const [left, failed] = [are("waiting").length + are("sending").length, are("failed").length];
  const there = left ? `${left} more on the way.` : "All that could be taken are here.";
  say(failed ? `${failed} of the photos did not come: see the list below the gallery. ${there}` : `Photo ${rowsThere()} is here. ${there}`);
};

const leave = (upload) => {
  uploads.delete(upload);
  upload.request?.abort();
  upload.item.remove();
  list.hidden = !uploads.size;
};

const settled = (upload) => {
  const request = upload.request;
  upload.request = null;
  if (request.status === 201) {
    const number = hang(request.responseText, upload.turn);
    leave(upload);
    upload.placed?.(number);
  } else show(upload, "failed", whatWentWrong(request), request.status !== 400); // 400: the same would come of it
  tellHowMany();
  next();
};

const send = (upload) => {
  const request = new XMLHttpRequest();
  const data = new FormData();
  const bar = upload.item.querySelector("progress");
  data.append("sending", upload.name);
  data.append("photo", upload.file, upload.file.name);
  upload.request = request;
  show(upload, "sending", "Sending");
  request.upload.addEventListener("progress", (event) => { bar.value = (event.loaded / event.total) * 100; });
  request.upload.addEventListener("load", () => { if (upload.state === "sending") show(upload, "sending", "Sent. We look at it."); });
  for (const end of ["load", "error", "timeout"]) request.addEventListener(end, () => settled(upload));
  request.open("POST", gallery.dataset.gallery);
  request.timeout = TIMEOUT;
  request.send(data);
};

const next = () => {
  while (are("sending").length < AT_ONCE && are("waiting").length) send(are("waiting")[0]);
  if (submitter && !are("sending").length) {
    const button = submitter;
    submitter = null;
    if (!are("failed").length) form.requestSubmit(button);
  }
};

const take = (file, placed) => {
  const item = gallery.querySelector("template[data-upload]").content.cloneNode(true).firstElementChild;
  const upload = { file, placed, item, turn: ++turns, name: crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}` };
  item.querySelector(".upload-name").textContent = file.name;
  item.querySelector("progress").setAttribute("aria-label", file.name);
  item.querySelector("[data-again]").setAttribute("aria-label", `Try again: ${file.name}`);
  item.querySelector("[data-leave]").setAttribute("aria-label", `Leave out ${file.name}`);
  item.querySelector("[data-again]").addEventListener("click", () => {
    show(upload, "waiting", "Waits for its turn");
    next();
  });
  item.querySelector("[data-leave]").addEventListener("click", () => {
    const after = item.nextElementSibling ?? item.previousElementSibling;
    leave(upload);
    (after?.querySelector("button:not([hidden])") ?? gallery.querySelector("input[type=file]")).focus();
    say(`Left out: ${file.name}.`);
    next();
  });
  list.append(item);
  list.hidden = false;
  uploads.add(upload);
  if (rowsThere() + uploads.size > MOST) {
    show(upload, "failed", `A gallery holds ${MOST} photos. Remove one first, save, and try again.`);
  } else show(upload, "waiting", "Waits for its turn");
};

const takeAll = (files, placed) => {
  for (const file of files) take(file, placed);
  say(`${files.length} ${files.length === 1 ? "photo is" : "photos are"} on the way.`);
  next();
};

// --- Order by dragging; the buttons of rows.js do the same for the keyboard.

// Puts a row before another without taking it out of the page, which would let go of the pointer: its neighbours move.
const putBefore = (row, target) => {
  const up = row.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_PRECEDING;
  while (row.nextElementSibling !== target) {
    if (up) row.after(row.previousElementSibling);
    else row.before(row.nextElementSibling);
  }
};

const dragged = (row, handle, begun) => {
  const others = () => [...gallery.querySelectorAll(":scope > [data-row]")].filter((other) => other !== row);
  const before = row.nextElementSibling;
  const grip = begun.clientY - row.getBoundingClientRect().top;
  gallery.classList.add("gallery-ordering"); // rows become short, so that several fit the window
  row.classList.add("gallery-dragged");
  window.scrollBy(0, row.getBoundingClientRect().top + Math.min(grip, 24) - begun.clientY);
  let at = begun.clientY;
  const place = () => {
    const below = others().find((other) => {
      const box = other.getBoundingClientRect();
      return at < box.top + box.height / 2;
    });
    putBefore(row, below ?? gallery.querySelector("[data-no-cover]"));
  };
  const scrolling = setInterval(() => {
    const step = at < 60 ? -14 : at > window.innerHeight - 120 ? 14 : 0;
    if (step) {
      window.scrollBy(0, step);
      place();
    }
  }, 30);
  const move = (event) => {
    at = event.clientY;
    place();
  };
  const end = (event) => {
    clearInterval(scrolling);
    handle.removeEventListener("pointermove", move);
    for (const name of ["pointerup", "pointercancel"]) handle.removeEventListener(name, end);
    document.removeEventListener("keydown", escape);
    if (event.type !== "pointerup") putBefore(row, before);
    gallery.classList.remove("gallery-ordering");
    row.classList.remove("gallery-dragged");
    row.scrollIntoView({ block: "nearest" });
    if (row.nextElementSibling === before) return;
    row.dispatchEvent(new CustomEvent("row:moved", { bubbles: true }));
    row.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const escape = (event) => { if (event.key === "Escape") end(event); };
  handle.setPointerCapture(begun.pointerId);
  handle.addEventListener("pointermove", move);
  for (const name of ["pointerup", "pointercancel"]) handle.addEventListener(name, end);
  document.addEventListener("keydown", escape);
};

const equip = (row) => {
  const picture = row.querySelector(".gallery-picture");
  if (!picture || picture.querySelector(".gallery-handle")) return;
  const handle = document.createElement("span");
  handle.className = "gallery-handle";
  handle.setAttribute("aria-hidden", "true"); // Move up and Move down are for those who do not see it
  handle.textContent = "Drag to order";
  handle.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    event.preventDefault();
    dragged(row, handle, event);
  });
  picture.append(handle);
};

// --- Beginning

const start = () => {
  const chooser = gallery.querySelector("input[type=file]");
  const hint = document.getElementById(`${chooser.id}_helptext`);
  if (hint) hint.textContent = hint.textContent.replace(/, \d+ at once/, `, as many as you like up to ${MOST}`);
  gallery.querySelectorAll(":scope > [data-row]").forEach(equip);
  gallery.addEventListener("row:added", (event) => equip(event.target));
  gallery.addEventListener("photos:send", (event) => takeAll(event.detail.files, event.detail.placed));
  chooser.addEventListener("change", (event) => {
    event.stopPropagation(); // nothing of the form has changed yet
    const files = [...chooser.files];
    chooser.value = ""; // else the form would send them once more
    takeAll(files);
  });
  form.addEventListener("draft:saved", (event) => {
    const its = event.detail?.address?.match(/^\/[^/]+\/[^/]+\//); // a new page has become a draft
    if (its) gallery.dataset.gallery = `${its[0]}photos/`;
  });
  form.addEventListener("submit", (event) => {
    if (!are("sending").length) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    submitter = event.submitter;
    say("Your photos are still on the way. The page is saved once they are here.");
    list.scrollIntoView({ block: "center" });
  }, { capture: true });
  window.addEventListener("beforeunload", (event) => {
    if (are("sending").length) event.preventDefault();
  });
};

if (gallery) start();
