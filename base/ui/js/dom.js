/** The elements below root, or root itself, that match and are not marked yet. */
export function fresh(root, selector) {
  const all = [...root.querySelectorAll(selector)];
  if (root instanceof Element && root.matches(selector)) all.push(root);
  return all.filter((element) => {
    if (element.dataset.enhanced) return false;
    element.dataset.enhanced = "true";
    return true;
  });
}

/** A new element with properties and children. */
export function make(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key in element) element[key] = value;
    else element.setAttribute(key, value);
  }
  element.append(...children);
  return element;
}

/** Whether the person is typing, so that letters are text and not shortcuts. */
export function typing(target) {
  return (
    target instanceof Element &&
    (target.closest("textarea, select, [contenteditable], [role=combobox]") !== null ||
      target.closest("input:not([type=checkbox], [type=radio], [type=range], [type=button], [type=submit], [type=file])") !== null)
  );
}

/** Text without case and Vietnamese diacritics, for finding. */
export function fold(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();
}
