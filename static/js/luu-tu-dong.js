// Saves a form by itself and keeps a copy on this machine until the server has it.
//
//   <form method="post" data-autosave="{address}" data-warn-unsaved>
//     <input type="hidden" name="version" value="7"> …
//     <p class="save-status" data-autosave-status role="status"></p>
//
// The form is posted with the header X-Autosave: 1, 3 s after typing stops, on leaving a box, and
// every 30 s while something is unsaved. Answers of the server:
//   200 {saved_at: "15:42:10", version: 8}   kept
//   409 {message, html}                      somebody else was faster (E-MOI); nothing overwritten
//   400/403/422 {message}                    refused, with the sentence to show
// Everything typed is also in localStorage, per person and address, so that neither a lost network
// nor a closed browser loses it. Signing out forgets the copies (trang.js).
"use strict";

(() => {
  const IDLE = 3000;
  const REGULAR = 30000;
  const COPY_AFTER = 300;
  const NO_NETWORK =
    "Chưa lưu được vì mất kết nối. Nội dung vẫn giữ trên máy này và sẽ tự lưu khi có mạng. " +
    "Đừng đóng trang.";
  const SERVER_TROUBLE =
    "Chưa lưu được vì máy chủ đang có sự cố. Nội dung vẫn giữ trên máy này và sẽ tự lưu lại. " +
    "Đừng đóng trang.";
  const SESSION_OVER =
    "Phiên làm việc đã hết vì 60 phút không thao tác. Nội dung vừa nhập vẫn giữ trên máy này. ";
  const REFUSED = "Chưa lưu được. Nội dung vừa nhập vẫn giữ trên máy này. Tải lại trang để xem lý do.";
  const NOT_TEXT = ["csrfmiddlewaretoken", "version", "thay_mat"];

  for (const form of document.querySelectorAll("form[data-autosave]")) watch(form);

  function watch(form) {
    const address = form.dataset.autosave;
    const key = `nhap:${document.body.dataset.person}:${address}`;
    const status = form.querySelector("[data-autosave-status]");
    const version = form.elements.namedItem("version");
    let idleTimer = 0;
    let copyTimer = 0;
    let running = null; // the save under way, if any
    let changes = 0; // how often something was typed; a save covers those before it
    let savedChanges = 0;
    let stopped = false; // the server needs a human decision first
    let failed = false;
    let signedOut = false;
    let keeping = true;

    // --- What the form holds ---

    function fields() {
      return [...new FormData(form)].filter(
        ([name, value]) => typeof value === "string" && !NOT_TEXT.includes(name),
      );
    }

    function isDirty() {
      return changes > savedChanges;
    }

    function keepCopy() {
      clearTimeout(copyTimer);
      if (!isDirty() || !keeping) return;
      const copy = {
        at: new Date().toISOString(),
        title: document.querySelector("h1")?.textContent.trim(),
        version: version?.value,
        fields: fields(),
      };
      try {
        localStorage.setItem(key, JSON.stringify(copy));
      } catch {
        // Full or forbidden storage: saving to the server still works.
      }
    }

    // --- Saying how it stands ---

    function say(text, kind = "") {
      if (!status) return;
      status.dataset.kind = kind;
      status.textContent = text;
    }

    function link(href, text, newTab) {
      const a = document.createElement("a");
      a.href = href;
      a.textContent = text;
      if (newTab) a.target = "_blank";
      return a;
    }

    // --- Saving ---

    function touched() {
      changes += 1;
      form.dataset.dirty = "1";
      clearTimeout(idleTimer);
      clearTimeout(copyTimer);
      copyTimer = setTimeout(keepCopy, COPY_AFTER);
      idleTimer = setTimeout(save, IDLE);
    }

    function save() {
      clearTimeout(idleTimer);
      if (running || stopped || !isDirty()) return running;
      keepCopy();
      running = send().finally(() => {
        running = null;
        if (isDirty() && !failed && !stopped) idleTimer = setTimeout(save, IDLE);
      });
      return running;
    }

    // Signing in again in another tab makes this page's CSRF token stale; the cookie has today's.
    function renewToken(body) {
      const token = /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1];
      const box = form.elements.namedItem("csrfmiddlewaretoken");
      if (!token || !box) return;
      box.value = token;
      body?.set("csrfmiddlewaretoken", token);
    }

    async function send() {
      const covers = changes;
      const body = new FormData(form);
      for (const [name, value] of [...body]) if (typeof value !== "string") body.delete(name);
      renewToken(body);
      if (!failed) say("Đang lưu…");
      signedOut = false;
      let answer;
      try {
        answer = await fetch(address, {
          method: "POST",
          body,
          headers: { "X-Autosave": "1", Accept: "application/json" },
          credentials: "same-origin",
        });
      } catch {
        failed = true;
        say(NO_NETWORK, "wrong");
        return;
      }
      const said = await answer.json().catch(() => null);
      if (answer.ok && !answer.redirected && said) {
        kept(covers, said);
      } else if (answer.redirected || answer.status === 401) {
        sessionOver();
      } else if (answer.status >= 500) {
        failed = true;
        say(SERVER_TROUBLE, "wrong");
      } else {
        refused(said);
      }
    }

    function kept(covers, said) {
      savedChanges = covers;
      if (version && said.version !== undefined) version.value = said.version;
      say(`${failed ? "Đã lưu lại" : "Đã lưu"} lúc ${said.saved_at}.`);
      failed = false;
      if (isDirty()) {
        keepCopy(); // typed meanwhile: the copy now stands on the new version
      } else {
        form.dataset.dirty = "0";
        localStorage.removeItem(key);
      }
      document.dispatchEvent(new CustomEvent("portal:saved"));
    }

    function refused(said) {
      stopped = true;
      keepCopy();
      say(said?.message || REFUSED, "wrong");
      if (said?.html && status) {
        const box = document.createElement("div");
        box.innerHTML = said.html; // the server's own markup, escaped there
        status.append(box);
      }
    }

    function sessionOver() {
      failed = true;
      signedOut = true;
      say(SESSION_OVER, "wrong");
      const here = encodeURIComponent(location.pathname + location.search);
      const signIn = document.body.dataset.signIn || "/";
      status?.append(link(`${signIn}?next=${here}`, "Đăng nhập lại", true), " để tiếp tục.");
    }

    // --- A copy left behind by a closed browser ---

    function readCopy(name) {
      try {
        return JSON.parse(localStorage.getItem(name));
      } catch {
        return null;
      }
    }

    function offer(copy, name) {
      const at = new Date(copy.at);
      const zone = { timeZone: "Asia/Ho_Chi_Minh" }; // the clock every other page shows
      const clock = at.toLocaleTimeString("vi-VN", { ...zone, hour: "2-digit", minute: "2-digit" });
      const dayOf = (date) => date.toLocaleDateString("vi-VN", zone);
      const day = dayOf(at) === dayOf(new Date()) ? "" : ` ngày ${dayOf(at)}`;
      const box = document.createElement("div");
      box.className = "notice vang";
      box.setAttribute("role", "status");
      const text = document.createElement("div");
      text.textContent = `Có nội dung chưa lưu từ ${clock}${day}, máy này.`;
      const row = document.createElement("div");
      row.className = "actions";
      row.append(
        choice("Khôi phục", () => restore(copy, name), box),
        choice("Bỏ", () => localStorage.removeItem(name), box),
      );
      text.append(row);
      box.append(text);
      form.before(box);
    }

    function choice(words, act, box) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "btn btn-outline-primary";
      button.textContent = words;
      button.addEventListener("click", () => {
        act();
        box.remove();
        form.querySelector("textarea, input:not([type=hidden]), select")?.focus();
      });
      return button;
    }

    function restore(copy, name) {
      const values = new Map();
      for (const [name, value] of copy.fields) values.set(name, [...(values.get(name) || []), value]);
      for (const box of form.elements) {
        if (!box.name || NOT_TEXT.includes(box.name) || box.type === "file") continue;
        const kept = values.get(box.name) || [];
        if (box.type === "checkbox" || box.type === "radio") box.checked = kept.includes(box.value);
        else if (box.type === "select-multiple")
          for (const option of box.options) option.selected = kept.includes(option.value);
        else if (kept.length) box.value = kept.shift();
      }
      // The version the text was written on, not today's: if the part moved on meanwhile the server
      // must answer E-MOI instead of overwriting.
      if (version && copy.version !== undefined) version.value = copy.version;
      touched();
      keepCopy();
      localStorage.removeItem(name);
      save();
    }

    // A copy gets a name of its own before it is offered, so that typing on cannot overwrite it.
    const left = readCopy(key);
    if (left) {
      localStorage.setItem(`${key}#${left.at}`, JSON.stringify(left));
      localStorage.removeItem(key);
    }
    for (const name of Object.keys(localStorage).filter((k) => k.startsWith(`${key}#`)).sort()) {
      const copy = readCopy(name);
      if (copy && JSON.stringify(copy.fields) !== JSON.stringify(fields())) offer(copy, name);
      else localStorage.removeItem(name);
    }
    // A form that came back with errors holds text the server has not kept.
    if (form.querySelector(".is-invalid")) touched();

    // --- When ---

    form.addEventListener("input", touched);
    form.addEventListener("focusout", () => save());
    setInterval(() => save(), REGULAR);
    addEventListener("online", () => save());
    addEventListener("pagehide", keepCopy);
    document.addEventListener("portal:signing-out", () => (keeping = false));
    document.addEventListener("keydown", (event) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "s") return;
      event.preventDefault();
      if (!isDirty() && !stopped) say(status?.textContent || "Không có gì mới để lưu.");
      save();
    });

    // A press of the button waits for a save under way, or the form would arrive with the version
    // that save has just used up and be taken for somebody else's. Where the session is over it
    // stays on the page, which says so, until a save gets through.
    form.addEventListener(
      "submit",
      (event) => {
        clearTimeout(idleTimer);
        if (running || signedOut) {
          event.preventDefault();
          event.stopImmediatePropagation();
          const submitter = event.submitter;
          Promise.resolve(running || save()).then(() => {
            if (signedOut) status?.scrollIntoView({ block: "nearest" });
            else form.requestSubmit(submitter);
          });
          return;
        }
        renewToken();
        keepCopy();
        if (localStorage.getItem(key)) sessionStorage.setItem("da-gui", key);
      },
      { capture: true },
    );
  }
})();
