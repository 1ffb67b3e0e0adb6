// A box that finds an answer by a few of its letters, after the combobox
// pattern of the ARIA Authoring Practices. Its answers are those of a long
// <select>, which stays in the form and is what is sent; or the server is
// asked for them, and the box itself holds the words of the answer.

import { fold, fresh, make } from "./dom.js";

const most = 50; // answers of a <select> shown at once; more letters show others
const pause = 150; // ms after the last letter before the server is asked

export function enhance(root) {
  for (const frame of fresh(root, "[data-combo]")) overSelect(frame, frame.querySelector("select"));
  for (const frame of fresh(root, "[data-find]")) overServer(frame, frame.querySelector("input"));
}

function overSelect(frame, select) {
  const id = select.id;
  const options = [...select.options].filter((o) => o.value).map((o) => ({ value: o.value, label: o.label, folded: fold(o.label) }));
  const chosen = () => (select.selectedOptions[0]?.value ? select.selectedOptions[0].label : "");
  const box = make("input", { type: "text", className: "form-control", autocomplete: "off", value: chosen() });
  for (const name of ["aria-describedby", "aria-invalid", "aria-required"]) {
    if (select.hasAttribute(name)) box.setAttribute(name, select.getAttribute(name));
  }
  select.id = `${id}-select`;
  box.id = id; // the label and the error summary lead to the box now
  select.hidden = true;
  frame.append(box);

  const choose = (option) => {
    box.value = option?.label ?? "";
    select.value = option?.value ?? "";
    select.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const ask = (typed, show) => {
    const words = fold(typed).split(/\s+/).filter(Boolean);
    const found = options.filter((o) => words.every((w) => o.folded.includes(w)));
    show(found.slice(0, most), found.length);
  };
  const leave = () => {
    // What was typed in full counts; what names nothing is taken back.
    const exact = options.find((o) => o.folded === fold(box.value.trim()));
    if (!box.value.trim()) choose(undefined);
    else if (exact) choose(exact);
    else box.value = chosen();
  };
  listbox(frame, box, ask, choose, leave);
}

function overServer(frame, box) {
  const day = () => box.form?.elements[frame.dataset.day]?.value ?? "";
  let timer = 0;
  let last = new AbortController();
  const ask = (typed, show) => {
    clearTimeout(timer);
    last.abort();
    timer = setTimeout(async () => {
      last = new AbortController();
      const at = new URL(frame.dataset.find, location.href);
      at.searchParams.set("q", typed);
      if (frame.dataset.day) at.searchParams.set("on", day());
      try {
        const answer = await fetch(at, { headers: { Accept: "application/json" }, signal: last.signal });
        if (!answer.ok) return;
        const { found, more } = await answer.json();
        if (document.activeElement === box) show(found, found.length, more);
      } catch {
        /* without an answer it is a box for words, which the server reads */
      }
    }, typed ? pause : 0);
  };
  const choose = (option) => {
    box.value = option.label;
    frame.parentElement.querySelector(".combo-among")?.remove();
    box.dispatchEvent(new Event("change", { bubbles: true }));
  };
  listbox(frame, box, ask, choose, () => {
    clearTimeout(timer);
    last.abort();
  });
}

/**
 * Makes box a combobox. ask(typed, show) looks for answers and calls
 * show(options, how many there are, whether there are more); choose(option)
 * takes one; leave() is called when the focus goes.
 */
function listbox(frame, box, ask, choose, leave) {
  const id = box.id;
  for (const [name, value] of Object.entries({ role: "combobox", "aria-expanded": "false", "aria-controls": `${id}-list`, "aria-autocomplete": "list" })) {
    box.setAttribute(name, value);
  }
  const list = make("ul", { id: `${id}-list`, className: "combo-list", role: "listbox", hidden: true });
  const label = document.querySelector(`label[for="${CSS.escape(id)}"]`);
  if (label) {
    label.id ||= `${id}-label`;
    list.setAttribute("aria-labelledby", label.id);
  }
  const count = make("span", { className: "visually-hidden", role: "status" });
  frame.append(list, count);

  let found = [];
  let at = -1;
  let asked = ""; // what the answers in sight were looked for with

  const shut = () => {
    list.hidden = true;
    at = -1;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  };
  const point = (n) => {
    list.children[at]?.removeAttribute("aria-selected");
    at = n;
    const item = list.children[at];
    if (!item) return;
    item.setAttribute("aria-selected", "true");
    item.scrollIntoView({ block: "nearest" });
    box.setAttribute("aria-activedescendant", item.id);
  };
  const look = (typed) =>
    ask(typed, (...answers) => {
      asked = typed;
      show(...answers);
    });
  const show = (options, n, more = false) => {
    found = options;
    count.textContent = more ? frame.dataset.more : `${n} ${frame.dataset.found}`;
    list.replaceChildren(
      ...found.map((o, i) => {
        const item = make("li", { id: `${id}-option-${i}`, role: "option", textContent: o.label });
        if (o.hint) item.append(" ", make("span", { className: "combo-hint", textContent: o.hint }));
        return item;
      }),
    );
    const note = found.length === 0 ? frame.dataset.none : more ? frame.dataset.more : "";
    if (note) list.append(make("li", { className: "combo-none", role: "option", "aria-disabled": "true", textContent: note }));
    list.hidden = false;
    at = -1;
    box.setAttribute("aria-expanded", "true");
    box.removeAttribute("aria-activedescendant");
  };
  const take = (option) => {
    choose(option);
    shut();
  };

  box.addEventListener("input", () => look(box.value));
  box.addEventListener("click", () => {
    if (!list.hidden) return;
    box.select();
    look("");
  });
  let answered = false;
  box.addEventListener("keydown", (event) => {
    answered = false;
    if (event.isComposing) return; // the keys still make a letter
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) {
        look(box.value);
        if (list.hidden) return; // they come later
      }
      point(event.key === "ArrowDown" ? Math.min(at + 1, found.length - 1) : Math.max(at - 1, 0));
    } else if (event.key === "Enter" && !list.hidden) {
      event.preventDefault();
      answered = true;
      if (found[at]) take(found[at]);
      else if (asked === box.value && found[0]) take(found[0]);
      else if (asked === "") shut(); // opened to look, and left as it was
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      shut();
    }
  });
  box.addEventListener("keypress", (event) => {
    if (answered && event.key === "Enter") event.preventDefault(); // some keyboards send it apart, which would send the form
  });
  box.addEventListener("blur", () => {
    leave();
    shut();
  });
  list.addEventListener("mousedown", (event) => {
    event.preventDefault(); // keeps the focus in the box
    const i = [...list.children].indexOf(event.target.closest("li"));
    if (found[i]) take(found[i]);
  });
}
