// Photos in a text: a node for each, a row to choose one from the gallery of the page ([data-gallery], js/gallery.js),
// and tools to move it and take it out. The editor loads this for texts that may have them.

const gallery = document.querySelector("[data-gallery]");
const rowOf = (number) => gallery?.querySelector(`:scope > [data-row][data-photo="${CSS.escape(number)}"]`);
const rows = () => [...(gallery?.querySelectorAll(":scope > [data-row][data-photo]") ?? [])].filter((row) => !isRemoved(row));
const isRemoved = (row) => row.querySelector("[data-remove]")?.checked;
const typed = (row, field) => row.querySelector(`[name$="-${field}"]`)?.value.trim();
const nameOf = (row) => typed(row, "caption") || typed(row, "alternative_text") || row.querySelector("legend").textContent.replace(/\s+/g, " ").trim();
const say = (text) => {
  const status = document.querySelector("[data-writing-status]");
  if (status) status.textContent = text;
};

// --- How a photo looks within the text

const drawn = new Map(); // the element of each figure, and the number of its photo

const draw = (dom, number) => {
  const row = rowOf(number);
  const there = row && !isRemoved(row);
  const words = there ? nameOf(row) : gallery ? "A photo that is not in the gallery of this page: nobody will see it here." : "A photo of the gallery";
  const caption = document.createElement("figcaption");
  caption.textContent = words;
  const image = there && row.querySelector("img")?.cloneNode();
  if (image) {
    image.className = "";
    image.alt = typed(row, "alternative_text") ?? "";
    image.draggable = false; // the figure is dragged, not its address
  }
  dom.setAttribute("aria-label", `Picture: ${words}`);
  dom.replaceChildren(...[image, caption].filter(Boolean));
};

const redraw = () => drawn.forEach((number, dom) => draw(dom, number));
gallery?.addEventListener("change", redraw);
gallery?.addEventListener("click", (event) => { if (event.target.closest(".writing-row-tools")) setTimeout(redraw); });

const view = ({ node }) => {
  const dom = document.createElement("figure");
  dom.className = "editor-figure";
  dom.setAttribute("role", "group");
  drawn.set(dom, node.attrs.photo);
  draw(dom, node.attrs.photo);
  return { dom, destroy: () => drawn.delete(dom) };
};

const selected = (editor) => {
  const { node } = editor.state.selection;
  return node?.type.name === "figure" ? node : null;
};

const move = (editor, step) => {
  const node = selected(editor);
  if (!node) return false;
  const { $from, from } = editor.state.selection;
  const at = $from.index() + step;
  if (at < 0 || at >= $from.parent.childCount) {
    say(step < 0 ? "The picture is first already." : "The picture is last already.");
    return true;
  }
  const to = from + step * $from.parent.child(at).nodeSize;
  editor.chain().command(({ tr }) => {
    tr.delete(from, from + node.nodeSize).insert(to, node);
    return true;
  }).setNodeSelection(to).scrollIntoView().run();
  say(step < 0 ? "Picture moved up." : "Picture moved down.");
  return true;
};

export const node = (m) => m.Node.create({
  name: "figure",
  group: "block",
  atom: true,
  draggable: true,
  addAttributes: () => ({
    photo: {
      default: null,
      parseHTML: (element) => element.dataset.photo,
      renderHTML: ({ photo }) => ({ "data-photo": photo }),
    },
  }),
  parseHTML: () => [{ tag: "figure[data-photo]" }],
  renderHTML: ({ HTMLAttributes }) => ["figure", HTMLAttributes],
  addNodeView: () => view,
  addKeyboardShortcuts() {
    return {
      "Alt-ArrowUp": () => move(this.editor, -1),
      "Alt-ArrowDown": () => move(this.editor, 1),
    };
  },
});

// --- Putting one there

const placedIn = (editor) => {
  const numbers = new Set();
  editor.state.doc.descendants((each) => { if (each.type.name === "figure") numbers.add(each.attrs.photo); });
  return numbers;
};

// Below the paragraph, list or table at a position; in place of a paragraph that is empty.
const place = (editor, number, position) => {
  const around = editor.state.doc.resolve(Math.min(position, editor.state.doc.content.size));
  const isEmpty = around.depth === 1 && around.parent.isTextblock && !around.parent.content.size;
  const after = around.depth ? around.after(1) : around.pos;
  const from = isEmpty ? around.before(1) : after;
  editor.chain().command(({ tr, state }) => {
    tr.replaceWith(from, after, state.schema.nodes.figure.create({ photo: number }));
    if (tr.doc.lastChild.type.name === "figure") tr.insert(tr.doc.content.size, state.schema.nodes.paragraph.create());
    return true;
  }).run();
  return from + 1;
};

const send = (editor, files) => {
  let position = editor.state.selection.to;
  const follow = ({ transaction }) => { position = transaction.mapping.map(position); };
  editor.on("transaction", follow);
  const placed = (number) => {
    position = place(editor, number, position);
    say("The photo is in the text. Describe it in the gallery.");
  };
  gallery.dispatchEvent(new CustomEvent("photos:send", { detail: { files, placed } }));
};

const pictures = (data) => [...(data?.files ?? [])].filter((file) => file.type.startsWith("image/"));
const hasWords = (html) => Boolean(new DOMParser().parseFromString(html, "text/html").body?.textContent.trim());

const choice = (row, isPlaced, choose) => {
  const item = document.createElement("li");
  const button = document.createElement("button");
  const image = row.querySelector("img").cloneNode();
  const words = document.createElement("span");
  button.type = "button";
  button.disabled = isPlaced;
  image.className = "";
  image.alt = "";
  words.textContent = isPlaced ? `${nameOf(row)} (in this text)` : nameOf(row);
  button.append(image, words);
  button.addEventListener("click", choose);
  item.append(button);
  return item;
};

const chooser = (panel, button, editor) => {
  const input = panel.querySelector("input[type=file]");
  const open = (show) => {
    panel.hidden = !show;
    button.setAttribute("aria-expanded", String(show));
    if (!show) return editor.commands.focus();
    const placed = placedIn(editor);
    const choices = rows().map((row) => choice(row, placed.has(row.dataset.photo), () => {
      const after = place(editor, row.dataset.photo, editor.state.selection.to);
      editor.commands.setTextSelection(Math.min(after + 1, editor.state.doc.content.size));
      open(false);
    }));
    panel.querySelector("ul").replaceChildren(...choices);
    panel.querySelector("ul").hidden = !choices.length;
    panel.querySelector("[data-photos-empty]").hidden = choices.length > 0;
    return (panel.querySelector("li button:not(:disabled)") ?? input).focus();
  };
  input.accept = gallery.querySelector("input[type=file]").accept;
  input.addEventListener("change", (event) => {
    event.stopPropagation();
    send(editor, [...input.files]);
    input.value = "";
    open(false);
  });
  panel.querySelector("[data-photos-close]").addEventListener("click", () => open(false));
  panel.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    open(false);
  });
  return () => open(panel.hidden);
};

const words = (editor) => {
  const row = rowOf(selected(editor).attrs.photo);
  const field = row?.querySelector("[name$=-alternative_text]");
  field?.scrollIntoView({ block: "center" });
  field?.focus();
};

export const equip = ({ editor, tools, note }) => {
  const button = tools.querySelector("[data-tool=picture]");
  const panel = tools.querySelector(".editor-photos");
  const own = tools.querySelector(".editor-tools-figure");
  const paste = (event) => {
    const files = pictures(event.clipboardData);
    // Word and spreadsheets put a picture of the words beside the words: those count.
    if (!files.length || hasWords(event.clipboardData.getData("text/html"))) return false;
    if (!gallery) note("Pictures cannot be pasted on this page: it has no gallery.");
    else send(editor, files);
    return true;
  };
  const drop = (event) => {
    if (!event.dataTransfer?.files.length) return false;
    event.preventDefault(); // else the browser would leave the page for the file
    const files = pictures(event.dataTransfer);
    if (!files.length || !gallery) {
      note("Only pictures can be dropped into a text that has a gallery below it.");
      return true;
    }
    const at = editor.view.posAtCoords({ left: event.clientX, top: event.clientY });
    if (at) editor.commands.setTextSelection(at.pos);
    send(editor, files);
    return true;
  };
  if (!gallery) button.remove();
  let last = null;
  return {
    paste,
    drop,
    tools: {
      picture: gallery && chooser(panel, button, editor),
      figureUp: () => { editor.commands.focus(); move(editor, -1); },
      figureDown: () => { editor.commands.focus(); move(editor, 1); },
      figureWords: () => words(editor),
      figureRemove: () => {
        editor.chain().focus().deleteSelection().run();
        say("Taken out of the text. The photo is still in the gallery.");
      },
    },
    showState: () => {
      const figure = selected(editor);
      own.hidden = !figure;
      own.querySelector("[data-tool=figureWords]").hidden = !figure || !rowOf(figure.attrs.photo);
      if (figure && figure !== last) {
        const row = rowOf(figure.attrs.photo);
        say(`Picture selected: ${row ? nameOf(row) : "not in the gallery"}. Alt and the arrows move it, Delete takes it out.`);
      }
      last = figure;
    },
  };
};
