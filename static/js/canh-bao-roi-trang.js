// Asks before a page with unsaved text is left: <form data-warn-unsaved>.
// Forms that save themselves (luu-tu-dong.js) set data-dirty="0" again after each save.
"use strict";

(() => {
  const forms = [...document.querySelectorAll("form[data-warn-unsaved]")];
  for (const form of forms) {
    // A form that came back with errors holds text the server has not kept.
    if (form.querySelector(".is-invalid")) form.dataset.dirty = "1";
    form.addEventListener("input", () => (form.dataset.dirty = "1"));
    form.addEventListener("submit", () => (form.dataset.dirty = "0"));
  }
  addEventListener("beforeunload", (event) => {
    if (forms.some((form) => form.dataset.dirty === "1")) event.preventDefault();
  });
})();
