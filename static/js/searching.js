// Suggestions in search boxes: the combobox of the ARIA Authoring Practices Guide.
// Enter searches for what was typed unless an option is active.
const { styles } = document.currentScript.dataset;

const made = (name, properties) => Object.assign(document.createElement(name), properties);

const start = (input, box) => {
  const id = `suggested-${box}`;
  const list = made("ul", { id, role: "listbox", className: "suggested", ariaLabel: "Suggestions" });
  const says = made("p", { role: "status", className: "visually-hidden" });
  const options = list.children;
  let waiting, request, active;

  const choose = (number) => {
    active = number;
    [...options].forEach((option, at) => (option.ariaSelected = at === number));
    options[active]?.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", options[active]?.id ?? "");
  };
  const show = (open) => {
    choose(-1);
    list.hidden = !open;
    input.ariaExpanded = open;
  };
  const close = () => {
    clearTimeout(waiting);
    request?.abort();
    show(false);
  };
  const go = (option) => location.assign(option.address);
  const ask = async () => {
    request = new AbortController();
    const answer = await fetch(`/search/suggestions/?q=${encodeURIComponent(input.value)}`, request);
    const { suggestions } = await answer.json();
    list.replaceChildren(...suggestions.map(({ words, kind, address }, at) => {
      const option = made("li", { id: `${id}-${at}`, role: "option", address });
      option.append(made("bdi", { textContent: words }), " ", made("span", { textContent: kind }));
      return option;
    }));
    show(options.length > 0);
    says.textContent = `Suggestions: ${options.length}`;
  };

  input.addEventListener("input", () => {
    close();
    if (input.value.trim().length > 1) waiting = setTimeout(() => ask().catch(() => {}), 150);
  });
  input.addEventListener("keydown", (event) => {
    const { key } = event, last = options.length - 1;
    if (list.hidden || event.isComposing) return;
    if (key === "ArrowDown") choose(active < last ? active + 1 : 0);
    else if (key === "ArrowUp") choose(active > 0 ? active - 1 : last);
    else if (key === "Escape") close();
    else if (key === "Enter" && active >= 0) go(options[active]);
    else return;
    event.preventDefault();
  });
  input.addEventListener("focus", () => document.head.append(made("link", { rel: "stylesheet", href: styles })), { once: true });
  input.addEventListener("blur", close);
  input.form.addEventListener("submit", close);
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // Keeps the focus in the box.
  list.addEventListener("click", (event) => go(event.target.closest("li")));

  // A search field may not be a combobox.
  Object.assign(input, { type: "text", role: "combobox", ariaAutoComplete: "list", autocomplete: "off" });
  input.setAttribute("aria-controls", id);
  input.form.append(list, says);
  close();
};

document.querySelectorAll('[action="/search/"] [type=search]').forEach(start);
