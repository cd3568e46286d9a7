// Rich text: turns [data-editor] round a textarea into an editor with tools when it comes near the window.
// The textarea stays the truth for forms: it is filled as one writes (and says so by "input" events), when focus leaves
// and whenever the form's data are read. Whoever fills it from elsewhere sends it a "text:set" event.

const RESTS = 400; // milliseconds after which what was written is told

const modules = new Map();
const load = (address) => {
  if (!modules.has(address)) modules.set(address, import(address));
  return modules.get(address);
};

// What can be written; the server keeps the same (network/models/prose.py).
const extensions = (m, levels) => [
  m.Document, m.Paragraph, m.Text, m.Bold, m.Italic, m.HardBreak, m.HorizontalRule, m.Blockquote,
  m.BulletList, m.OrderedList, m.History, m.Gapcursor, m.TableRow, m.TableHeader, m.TableCell,
  m.Heading.configure({ levels: [2, 3, 4].filter((level) => level >= levels[0]) }),
  m.Link.extend({ addKeyboardShortcuts: () => ({}) }).configure({ enableTarget: false, autolink: true }),
  // Tab leaves the text, also from a list; in a table it goes from cell to cell and out of the last.
  m.ListItem.extend({
    addKeyboardShortcuts() {
      return { Enter: () => this.editor.commands.splitListItem(this.name) };
    },
  }),
  m.Table.extend({
    addKeyboardShortcuts() {
      return {
        Tab: () => this.editor.commands.goToNextCell(),
        "Shift-Tab": () => this.editor.commands.goToPreviousCell(),
      };
    },
  }),
];

const commands = (levels) => ({
  heading: (chain) => chain.toggleHeading({ level: levels[0] }),
  subheading: (chain) => chain.toggleHeading({ level: levels[1] }),
  bold: (chain) => chain.toggleBold(),
  italic: (chain) => chain.toggleItalic(),
  list: (chain) => chain.toggleBulletList(),
  numbered: (chain) => chain.toggleOrderedList(),
  quote: (chain) => chain.toggleBlockquote(),
  table: (chain) => chain.insertTable({ rows: 3, cols: 2, withHeaderRow: true }),
  undo: (chain) => chain.undo(),
  redo: (chain) => chain.redo(),
  rowAdd: (chain) => chain.addRowAfter(),
  columnAdd: (chain) => chain.addColumnAfter(),
  rowRemove: (chain) => chain.deleteRow(),
  columnRemove: (chain) => chain.deleteColumn(),
  tableRemove: (chain) => chain.deleteTable(),
});

const isActive = (editor, tool, levels) => ({
  heading: () => editor.isActive("heading", { level: levels[0] }),
  subheading: () => editor.isActive("heading", { level: levels[1] }),
  list: () => editor.isActive("bulletList"),
  numbered: () => editor.isActive("orderedList"),
  quote: () => editor.isActive("blockquote"),
  picture: () => editor.isActive("figure"),
})[tool]?.() ?? editor.isActive(tool);

const addressOf = (typed) => {
  const text = typed.trim();
  if (/^[^\s@/]+@[^\s@/]+\.[^\s@/]+$/.test(text)) return `mailto:${text}`;
  return !text || /^([a-z]+:|[/#?])/i.test(text) ? text : `https://${text}`;
};

// The link row: opens with the address under the cursor, sets or removes it.
const linkRow = (row, button, editor) => {
  const input = row.querySelector("input");
  const remove = row.querySelector("[data-link=remove]");
  const open = (show) => {
    row.hidden = !show;
    button.setAttribute("aria-expanded", String(show));
    if (!show) return editor.commands.focus();
    input.value = editor.getAttributes("link").href ?? "";
    remove.hidden = !editor.isActive("link");
    return input.focus();
  };
  const set = () => {
    const href = addressOf(input.value);
    const chain = editor.chain().focus().extendMarkRange("link");
    if (!href) chain.unsetLink().run();
    else if (editor.state.selection.empty && !editor.isActive("link")) {
      chain.insertContent({ type: "text", text: href, marks: [{ type: "link", attrs: { href } }] }).run();
    } else chain.setLink({ href }).run();
    open(false);
  };
  row.querySelector("[data-link=set]").addEventListener("click", set);
  remove.addEventListener("click", () => {
    editor.chain().focus().extendMarkRange("link").unsetLink().run();
    open(false);
  });
  row.addEventListener("keydown", (event) => {
    if (event.key === "Escape") open(false);
    if (event.key !== "Enter" || event.target !== input) return;
    event.preventDefault();
    set();
  });
  return () => open(row.hidden);
};

// One stop for Tab, arrows within (ARIA toolbar pattern).
const roving = (toolbar) => {
  const tools = [...toolbar.querySelectorAll("button")];
  const stop = (at) => tools.forEach((tool, index) => { tool.tabIndex = index === at ? 0 : -1; });
  stop(0);
  toolbar.addEventListener("focusin", (event) => stop(tools.indexOf(event.target)));
  toolbar.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1, Home: -Infinity, End: Infinity }[event.key];
    if (!step) return;
    event.preventDefault();
    const at = tools.indexOf(document.activeElement) + step;
    tools[Number.isFinite(at) ? (at + tools.length) % tools.length : step < 0 ? 0 : tools.length - 1].focus();
  });
};

// The words of the editor for whoever writes, below its tools.
const notes = (line) => (text, isWrong = false) => {
  line.classList.toggle("editor-note-wrong", isWrong);
  line.textContent = text;
};

const tooLong = (length, longest) => {
  const [is, most] = [length, longest].map((number) => number.toLocaleString("en-GB"));
  return `With its formatting this text has ${is} characters, and we keep ${most}. Nothing is lost yet, but it can only be saved once it is shorter: move a part of it to another place, or to a file to download.`;
};

// Pasted HTML, as from Word or Google Docs. Under the site's policy a browser does not read style attributes,
// so those that mean something become tags, before anything looks at them.
const pasted = (html, levels, note) => {
  const readable = html
    .replace(/<(style|script|xml)\b[\s\S]*?<\/\1>|<!--[\s\S]*?-->/gi, "")
    .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\s(style|on\w+)(?=\s*=)/gi, " data-$1"));
  const body = new DOMParser().parseFromString(readable, "text/html").body;
  const wrap = (node, tag) => {
    const mark = node.ownerDocument.createElement(tag);
    mark.append(...node.childNodes);
    node.append(mark);
  };
  for (const node of body.querySelectorAll("[data-style]")) {
    const style = node.dataset.style;
    const weight = /(?:^|;)\s*font-weight:\s*(\w+)/.exec(style)?.[1];
    const isBold = weight && (weight === "bold" || Number(weight) >= 600);
    if (/^(B|STRONG)$/.test(node.tagName) && weight && !isBold) {
      node.replaceWith(...node.childNodes);
    } else if (node.tagName === "SPAN") {
      if (isBold) wrap(node, "strong");
      if (/(?:^|;)\s*font-style:\s*italic/.test(style)) wrap(node, "em");
    }
  }
  for (const heading of body.querySelectorAll("h1, h2, h3, h5, h6")) {
    const level = Math.min(Math.max(heading.localName[1], levels[0]), 4);
    const made = heading.ownerDocument.createElement(`h${level}`);
    made.append(...heading.childNodes);
    heading.replaceWith(made);
  }
  const pictures = body.querySelectorAll("img, svg, video, object, iframe");
  pictures.forEach((picture) => picture.remove());
  note(!pictures.length ? "" : `${pictures.length === 1 ? "A picture was" : `${pictures.length} pictures were`} left out of what you pasted: pictures come in by way of the gallery, so that somebody describes them.`);
  return body.innerHTML;
};

const textboxAttributes = (textarea, label) => {
  const attributes = { role: "textbox", "aria-multiline": "true", class: "editor-text prose", id: textarea.id };
  label.id ||= `${textarea.id}_label`;
  attributes["aria-labelledby"] = label.id;
  for (const name of ["aria-describedby", "aria-invalid"]) {
    if (textarea.hasAttribute(name)) attributes[name] = textarea.getAttribute(name);
  }
  return attributes;
};

const build = (box, m, figures) => {
  const textarea = box.querySelector("textarea");
  const levels = box.dataset.levels.split(" ").map(Number);
  const longest = Number(box.dataset.longest);
  const label = textarea.labels[0];
  const tools = box.querySelector("template").content.cloneNode(true);
  const [toolbar, link, table, line] = tools.children;
  const note = notes(line);
  const attributes = textboxAttributes(textarea, label);
  const isBeingWritten = document.activeElement === textarea;
  let photos; // what figures.js does here
  textarea.id += "_html";
  const editor = new m.Editor({
    element: box,
    injectCSS: false,
    content: textarea.value,
    parseOptions: { preserveWhitespace: isBeingWritten },
    extensions: [...extensions(m, levels), ...(figures ? [figures.node(m)] : [])],
    editorProps: {
      attributes,
      transformPastedHTML: (html) => pasted(html, levels, note),
      handlePaste: (view, event) => photos?.paste(event) ?? false,
      handleDrop: (view, event, slice, moved) => !moved && (photos?.drop(event) ?? false),
    },
  });
  let isChanged = false; // what nobody touched stays as it is stored
  let resting;
  const write = () => {
    if (isChanged) textarea.value = editor.isEmpty ? "" : editor.getHTML().replace(/(<p><\/p>)+$/, "");
  };
  const tell = (name) => {
    clearTimeout(resting);
    resting = null;
    write();
    if (textarea.value.length > longest) note(tooLong(textarea.value.length, longest), true);
    else if (line.classList.contains("editor-note-wrong")) note("");
    textarea.dispatchEvent(new Event(name, { bubbles: true }));
  };
  const showState = () => {
    for (const tool of toolbar.querySelectorAll("[aria-pressed]")) {
      tool.setAttribute("aria-pressed", String(isActive(editor, tool.dataset.tool, levels)));
    }
    toolbar.querySelector("[data-tool=undo]").disabled = !editor.can().undo();
    toolbar.querySelector("[data-tool=redo]").disabled = !editor.can().redo();
    table.hidden = !editor.isActive("table");
    photos?.showState();
  };
  const toggleLink = linkRow(link, toolbar.querySelector("[data-tool=link]"), editor);
  photos = figures?.equip({ editor, tools, note });
  const run = commands(levels);
  const own = { link: toggleLink, ...photos?.tools };
  for (const tool of tools.querySelectorAll("[data-tool]")) {
    tool.setAttribute("aria-label", tool.title || tool.textContent);
    tool.addEventListener("click", () => {
      const name = tool.dataset.tool;
      if (own[name]) own[name]();
      else run[name](editor.chain().focus()).run();
    });
  }
  toolbar.setAttribute("aria-label", `Format: ${label.firstChild.textContent.trim()}`);
  toolbar.setAttribute("aria-controls", attributes.id);
  roving(toolbar);
  editor.on("transaction", showState);
  editor.on("update", () => {
    isChanged = true;
    clearTimeout(resting);
    resting = setTimeout(() => tell("input"), RESTS);
  });
  editor.on("blur", () => { if (isChanged) tell("change"); });
  textarea.addEventListener("text:set", () => editor.commands.setContent(textarea.value, { emitUpdate: false }));
  editor.view.dom.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === "k") {
      event.preventDefault();
      toggleLink();
    }
  });
  textarea.form?.addEventListener("formdata", (event) => {
    write();
    event.formData.set(textarea.name, textarea.value);
  });
  label.addEventListener("click", () => editor.commands.focus());
  box.prepend(tools);
  box.classList.add("editor-ready");
  if (isBeingWritten) editor.commands.focus("end");
  showState();
};

const start = (box) => {
  near.unobserve(box);
  const figures = box.dataset.figures && load(box.dataset.figures);
  Promise.all([load(box.dataset.editor), figures]).then(
    ([m, photos]) => build(box, m, photos),
    () => box.classList.add("editor-without"),
  );
};

const near = new IntersectionObserver(
  (entries) => entries.filter((entry) => entry.isIntersecting).forEach((entry) => start(entry.target)),
  { rootMargin: "800px" },
);

const watch = (root) => root.querySelectorAll("[data-editor]:not(.editor-ready)").forEach((box) => near.observe(box));

watch(document);
document.addEventListener("row:added", (event) => watch(event.target));
