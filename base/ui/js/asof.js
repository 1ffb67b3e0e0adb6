// The day slider: moving it shows the day at once, letting go asks for it.

import { fresh } from "./dom.js";

export function enhance(root) {
  for (const form of fresh(root, "form[data-asof]")) {
    const slider = form.querySelector("input[type=range]");
    const box = form.querySelector("input[name=on]");
    const [year, month, day] = form.dataset.asof.split("-").map(Number);
    const shown = () => {
      const date = new Date(Date.UTC(year, month - 1, day + Number(slider.value)));
      const two = (n) => String(n).padStart(2, "0");
      return `${two(date.getUTCDate())}/${two(date.getUTCMonth() + 1)}/${date.getUTCFullYear()}`;
    };
    slider.addEventListener("input", () => {
      box.value = shown();
      slider.setAttribute("aria-valuetext", box.value);
    });
    // A day that is typed counts from then on, not where the slider stood.
    box.addEventListener("input", () => {
      slider.value = form.elements.was.value;
    });
    // What is wrong with the day comes with the figures, beside the box.
    form.addEventListener("htmx:afterRequest", () => {
      const wrong = form.querySelector("#asof-wrong *") !== null;
      if (wrong) box.setAttribute("aria-invalid", "true");
      else box.removeAttribute("aria-invalid");
    });
    // The keys of a slider change it step by step: ask when they rest.
    let rest = 0;
    slider.addEventListener("change", () => {
      clearTimeout(rest);
      rest = setTimeout(() => {
        if (form.hasAttribute("hx-get")) form.dispatchEvent(new Event("slid"));
        else form.requestSubmit();
      }, 350);
    });
  }
}
