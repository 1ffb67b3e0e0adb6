// A long <select> becomes a box that finds an answer by a few of its letters,
// after the combobox pattern of the ARIA Authoring Practices. The <select>
// stays in the form and is what is sent.

import { fold, fresh, make } from "./dom.js";

const most = 50; // answers shown at once; more letters show others

export function enhance(root) {
  for (const frame of fresh(root, "[data-combo]")) build(frame, frame.querySelector("select"));
}

function build(frame, select) {
  const id = select.id;
  const options = [...select.options].filter((o) => o.value).map((o) => ({ value: o.value, label: o.label, folded: fold(o.label) }));
  const box = make("input", {
    type: "text",
    className: "form-control",
    autocomplete: "off",
    role: "combobox",
    "aria-expanded": "false",
    "aria-controls": `${id}-list`,
    "aria-autocomplete": "list",
    value: select.selectedOptions[0]?.value ? select.selectedOptions[0].label : "",
  });
  const label = document.querySelector(`label[for="${CSS.escape(id)}"]`);
  const list = make("ul", { id: `${id}-list`, className: "combo-list", role: "listbox", hidden: true });
  if (label) {
    label.id ||= `${id}-label`;
    list.setAttribute("aria-labelledby", label.id);
  }
  const count = make("span", { className: "visually-hidden", role: "status" });
  for (const name of ["aria-describedby", "aria-invalid", "aria-required"]) {
    if (select.hasAttribute(name)) box.setAttribute(name, select.getAttribute(name));
  }
  select.id = `${id}-select`;
  box.id = id; // the label and the error summary lead to the box now
  select.hidden = true;
  frame.append(box, list, count);

  let found = [];
  let at = -1;

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
  const open = () => {
    const words = fold(box.value).split(/\s+/).filter(Boolean);
    found = options.filter((o) => words.every((w) => o.folded.includes(w)));
    count.textContent = `${found.length} ${frame.dataset.found}`;
    list.replaceChildren(
      ...found.slice(0, most).map((o, i) => make("li", { id: `${id}-option-${i}`, role: "option", textContent: o.label })),
    );
    if (found.length === 0) list.append(make("li", { className: "combo-none", role: "option", "aria-disabled": "true", textContent: frame.dataset.none }));
    list.hidden = false;
    at = -1;
    box.setAttribute("aria-expanded", "true");
    box.removeAttribute("aria-activedescendant");
  };
  const choose = (option) => {
    box.value = option?.label ?? "";
    select.value = option?.value ?? "";
    select.dispatchEvent(new Event("change", { bubbles: true }));
    shut();
  };

  box.addEventListener("input", open);
  box.addEventListener("click", () => {
    if (list.hidden) {
      box.select();
      const typed = box.value;
      box.value = "";
      open();
      box.value = typed;
      box.select();
    }
  });
  box.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) open();
      const last = Math.min(found.length, most) - 1;
      point(event.key === "ArrowDown" ? Math.min(at + 1, last) : Math.max(at - 1, 0));
    } else if (event.key === "Enter" && !list.hidden) {
      event.preventDefault();
      if (found[Math.max(at, 0)]) choose(found[Math.max(at, 0)]);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      shut();
    }
  });
  box.addEventListener("blur", () => {
    // What was typed in full counts; what names nothing is taken back.
    const exact = options.find((o) => o.folded === fold(box.value.trim()));
    if (!box.value.trim()) choose(undefined);
    else if (exact) choose(exact);
    else box.value = select.selectedOptions[0]?.value ? select.selectedOptions[0].label : "";
    shut();
  });
  list.addEventListener("mousedown", (event) => {
    event.preventDefault(); // keeps the focus in the box
    const i = [...list.children].indexOf(event.target.closest("li"));
    if (found[i]) choose(found[i]);
  });
}
