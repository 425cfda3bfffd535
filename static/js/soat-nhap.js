// Counts down "Còn 4 chỗ cần xem" while boxes are ticked or changed; without it the next page does.
"use strict";

(() => {
  const notice = document.getElementById("can-xem");
  const form = document.querySelector("form.check-fields");
  if (!notice || !form) return;
  const links = [...notice.querySelectorAll("a[href^='#o-']")];
  const count = notice.querySelector("[data-count]");

  // A field is settled when its own box is ticked, or when something in it was typed.
  const settled = (link) => {
    const field = document.getElementById(link.hash.slice(1));
    return field.querySelector("[name^='xem_']").checked || "changed" in field.dataset;
  };
  const show = () => {
    const open = links.filter((link) => !settled(link));
    for (const link of links) link.parentElement.hidden = !open.includes(link);
    count.textContent = open.length ? `Còn ${open.length} chỗ cần xem:` : "Không còn chỗ nào cần xem.";
  };
  form.addEventListener("input", (event) => {
    const field = event.target.closest(".check-field[id]");
    if (field && !event.target.name.startsWith("xem_")) field.dataset.changed = "";
    show();
  });
  if (links.length) show();
})();
