// Names as one types: fills a <datalist> with what the server knows ([data-suggestions] names the list to ask).
// [data-several]: several with commas between them. Choosing a person notes who is meant in the row's [data-chosen].

const PAUSE = 200; // milliseconds
let lists = 0;

const lastOf = (input) => ("several" in input.dataset ? input.value.split(",").pop() : input.value).trim();
const before = (input) => {
  const comma = input.value.lastIndexOf(",");
  return "several" in input.dataset && comma >= 0 ? `${input.value.slice(0, comma)}, ` : "";
};

const ask = async (input, list) => {
  const words = lastOf(input);
  if (words.length < 2 || words === list.dataset.asked) return;
  list.dataset.asked = words;
  const answer = await fetch(`/suggestions/${input.dataset.suggestions}/?q=${encodeURIComponent(words)}`);
  if (!answer.ok || lastOf(input) !== words) return;
  const { suggestions } = await answer.json();
  list.replaceChildren(...suggestions.map(({ value, label, who }) => {
    const option = document.createElement("option");
    option.value = before(input) + value;
    if (label) option.label = label;
    if (who) option.dataset.who = who;
    return option;
  }));
};

// A person is noted only while their name stands there as it was chosen, and is no one else's too.
const noteWho = (input, list) => {
  const chosen = input.closest("[data-row]")?.querySelector("[data-chosen]");
  if (!chosen) return;
  const same = [...list.options].filter((option) => option.value === input.value);
  chosen.value = same.length === 1 ? same[0].dataset.who : "";
};

const start = (input) => {
  if (input.list) return;
  const list = document.createElement("datalist");
  list.id = `suggestions-${++lists}`;
  input.after(list);
  input.setAttribute("list", list.id);
  let waiting;
  input.addEventListener("input", () => {
    noteWho(input, list);
    clearTimeout(waiting);
    waiting = setTimeout(() => ask(input, list), PAUSE);
  });
};

document.querySelectorAll("[data-suggestions]").forEach(start);
document.addEventListener("row:added", (event) => event.target.querySelectorAll("[data-suggestions]").forEach(start));
