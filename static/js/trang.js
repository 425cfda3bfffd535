// Small comforts of every page. Each page works without this file.
"use strict";

(() => {
  const person = document.body.dataset.person;
  const copyPrefix = `nhap:${person}:`;

  function announce(text) {
    const region = document.getElementById("thong-bao-nhanh");
    if (!region) return;
    region.textContent = "";
    // Emptied first, so that the same sentence twice is also read twice.
    setTimeout(() => (region.textContent = text), 50);
  }

  // --- One click, one submission; the server refuses the second one anyway. ---

  function markBusy(form, button) {
    if (!button || button.dataset.words) return;
    button.dataset.words = button.innerHTML;
    button.textContent = "Đang gửi…";
    form.setAttribute("aria-busy", "true");
    // Disabled only after the browser has read the button's name and value into the request.
    setTimeout(() => (button.disabled = true));
  }

  function release(form) {
    delete form.dataset.sent;
    form.removeAttribute("aria-busy");
    for (const button of form.querySelectorAll("button[data-words]")) {
      button.innerHTML = button.dataset.words;
      button.disabled = false;
      delete button.dataset.words;
    }
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post" || form.matches("[hx-post]")) return;
    if (form.matches("[data-download]")) return; // answered with a file: the page stays as it is
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "1";
    const own = form.querySelector("button[type=submit], button:not([type])");
    markBusy(form, event.submitter || own);
    if (form.matches("[data-sign-out]")) forgetCopies();
  });

  // A finding of the check points at a paragraph: select it, and bring it into view.
  const marked = document.querySelector("textarea[data-marked]");
  if (marked) {
    const [start, end] = marked.dataset.marked.split(" ").map(Number);
    const text = marked.value;
    // As high as the text up to the paragraph's end: that is how far down it stands.
    marked.value = text.slice(0, end);
    marked.style.minHeight = marked.style.height = "0";
    const depth = marked.scrollHeight;
    marked.style.minHeight = marked.style.height = "";
    marked.value = text;
    marked.focus({ preventScroll: true });
    marked.setSelectionRange(start, end);
    marked.scrollTop = depth - marked.clientHeight / 2;
    const place = marked.getBoundingClientRect().top + scrollY + depth - marked.scrollTop;
    scrollTo(0, Math.max(place - innerHeight / 2, 0));
  }

  // Coming back by the browser's Back shows the page as it was left: with a disabled button.
  addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(release));

  document.addEventListener("htmx:beforeRequest", (event) => {
    const form = event.target.closest("form[hx-post]");
    if (form) markBusy(form, event.detail.requestConfig.triggeringEvent?.submitter);
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.target.closest("form[hx-post]");
    if (form) release(form);
  });

  // --- Texts kept on this machine (luu-tu-dong.js) ---

  function forgetCopies() {
    document.dispatchEvent(new CustomEvent("portal:signing-out")); // or leaving would keep it again
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith(copyPrefix)) localStorage.removeItem(key);
    }
  }

  // The page shown without network names what is kept (offline.html).
  const list = document.querySelector("[data-kept-copies]");
  for (const key of list ? Object.keys(localStorage) : []) {
    if (!key.startsWith("nhap:")) continue;
    const item = document.createElement("li");
    item.textContent = JSON.parse(localStorage.getItem(key)).title || "Nội dung chưa đặt tên";
    list.append(item);
  }

  // A form was sent with its text; reaching another page of the portal proves it arrived. Pages of
  // failure (500, 503, no network) and of sign-in prove nothing and keep the copy.
  const sent = sessionStorage.getItem("da-gui");
  if (sent && (person || document.body.matches("[data-failure]"))) {
    sessionStorage.removeItem("da-gui");
    const again = [...document.querySelectorAll("form[data-autosave]")].some((form) =>
      sent.endsWith(form.dataset.autosave),
    );
    if (person && !again && sent.startsWith(copyPrefix)) localStorage.removeItem(sent);
  }

  // --- A password can be looked at while it is typed ---

  for (const box of document.querySelectorAll("input[type=password][data-show]")) {
    const show = document.createElement("input");
    show.type = "checkbox";
    show.id = `${box.id}-hien`;
    show.className = "form-check-input";
    show.addEventListener("change", () => (box.type = show.checked ? "text" : "password"));
    const label = document.createElement("label");
    label.htmlFor = show.id;
    label.className = "form-check-label";
    label.textContent = box.dataset.show;
    const line = document.createElement("div");
    line.className = "form-check";
    line.append(show, label);
    box.after(line);
    // Sent as a password, so that the browser does not offer it as a word typed before.
    box.form?.addEventListener("submit", () => (box.type = "password"));
  }

  // --- Focus ---

  document.querySelector("[data-error-summary]")?.focus();

  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll("details.menu[open], details.nav-fold[open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = document.activeElement?.closest("details.menu[open], details.nav-fold[open]");
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });

  // A swapped list says its count; a swapped page part takes focus at its heading after an action.
  document.addEventListener("htmx:afterSwap", (event) => {
    keepTableRoles(event.target);
    const said = event.target.querySelector("[data-announce]");
    if (said) announce(said.textContent.trim());
    if (event.detail.requestConfig?.verb === "post") {
      const heading = event.target.querySelector("h1, h2, h3, [data-error-summary]");
      if (!heading) return;
      heading.tabIndex = -1;
      heading.focus();
    }
  });
  for (const failure of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
    document.addEventListener(failure, () =>
      announce("Chưa tải được. Kiểm tra mạng rồi thử lại, hoặc tải lại trang."),
    );
  }

  // --- Tables drawn as cards on narrow screens must stay tables for screen readers. ---

  function keepTableRoles(root) {
    const roles = {
      table: "table",
      thead: "rowgroup",
      tbody: "rowgroup",
      tfoot: "rowgroup",
      tr: "row",
      td: "cell",
      "thead th": "columnheader",
      ":is(tbody, tfoot) th": "rowheader",
    };
    for (const table of root.querySelectorAll("table.data-table")) {
      for (const [selector, role] of Object.entries(roles)) {
        const parts = selector === "table" ? [table] : table.querySelectorAll(selector);
        for (const part of parts) if (!part.hasAttribute("role")) part.setAttribute("role", role);
      }
    }
  }
  keepTableRoles(document);

  // --- Five minutes before an hour of silence signs the person out (E-PHIEN) ---

  const seconds = Number(document.body.dataset.sessionSeconds);
  const warnBefore = 300;

  function warnOfEnd() {
    const box = document.createElement("div");
    box.className = "notice vang session-end";
    box.setAttribute("role", "alert");
    const text = document.createElement("div");
    text.textContent = "Phiên còn 5 phút. ";
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-outline-primary";
    button.textContent = "Tiếp tục làm việc";
    button.addEventListener("click", async () => {
      try {
        const home = document.querySelector(".site-name").href;
        const answer = await fetch(home, { method: "HEAD", credentials: "same-origin" });
        if (new URL(answer.url).pathname === document.body.dataset.signIn) location.reload();
      } catch {
        announce("Chưa kết nối được. Kiểm tra mạng rồi thử lại.");
        return;
      }
      box.remove();
      watchSession();
    });
    text.append(button);
    box.append(text);
    document.getElementById("noi-dung").prepend(box);
  }

  let sessionTimer = 0;
  function watchSession() {
    clearTimeout(sessionTimer);
    sessionTimer = setTimeout(warnOfEnd, (seconds - warnBefore) * 1000);
  }
  if (person && seconds > warnBefore) {
    watchSession();
    // Every answer of the server, autosave included, starts the hour again.
    document.addEventListener("htmx:afterRequest", watchSession);
    document.addEventListener("portal:saved", watchSession);
  }

  // --- A page of the portal's own when there is no network. ---

  if ("serviceWorker" in navigator) {
    // Refused on a site without TLS: the browser then shows its own page.
    addEventListener("load", () => navigator.serviceWorker.register("/ngoai-tuyen.js").catch(() => {}));
  }
})();
