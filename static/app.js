/* The little script. Every page works without it; with it forms save themselves.

   A form with data-draft-url and an id posts itself there while somebody writes. The answer is
   {"saved": "12:04", "revision": 7}, or 409 {"conflict": true, "message": "..."}. What could not
   be saved is kept in this browser under draft:<user>:<form id> until it is. With an empty
   data-draft-url nothing is posted: what is typed is kept in this browser until it is sent. */
(() => {
  "use strict";

  const PAUSE = 1500;
  const LOST = "Not saved: the network is gone. A copy is kept in this browser.";
  const SIGNED_OUT = "Not saved: you are signed out. A copy is kept in this browser until you sign in again.";
  const REFUSED = "Not saved. A copy is kept in this browser.";
  const states = new WeakMap();
  const user = document.body.dataset.user;

  // ---- Copies kept in this browser; storage can be full or forbidden ----

  const keyOf = (form) => `draft:${user}:${form.id}`;

  const copies = {
    keys() {
      try {
        return Object.keys(localStorage).filter((key) => key.startsWith("draft:"));
      } catch {
        return [];
      }
    },
    read(key) {
      try {
        return JSON.parse(localStorage.getItem(key));
      } catch {
        return null;
      }
    },
    write(key, copy) {
      try {
        localStorage.setItem(key, JSON.stringify(copy));
        return true;
      } catch {
        return false;
      }
    },
    remove(key) {
      try {
        localStorage.removeItem(key);
      } catch {
        /* nothing was kept */
      }
    },
  };

  // ---- What a form holds ----

  const secret = (element) =>
    element.name === "csrfmiddlewaretoken" || ["file", "password", "submit"].includes(element.type);

  function pairsOf(form) {
    const secrets = new Set([...form.elements].filter(secret).map((element) => element.name));
    return [...new FormData(form)].filter(([name]) => !secrets.has(name));
  }

  function fill(form, pairs) {
    const values = new Map();
    for (const [name, value] of pairs) values.set(name, [...(values.get(name) || []), value]);
    for (const element of form.elements) {
      if (!element.name || secret(element)) continue;
      const own = values.get(element.name) || [];
      if (element.type === "checkbox" || element.type === "radio") {
        element.checked = own.includes(element.value);
      } else if (element.type === "select-multiple") {
        for (const option of element.options) option.selected = own.includes(option.value);
      } else if (own.length) {
        element.value = own.shift();
      }
    }
  }

  function keep(form, more) {
    const at = new Date().toTimeString().slice(0, 5);
    return copies.write(keyOf(form), { at, pairs: pairsOf(form), ...more });
  }

  // ---- Saying it ----

  function say(form, words, saved) {
    const line = form.querySelector("[data-saved]") || document.querySelector("[data-saved]");
    if (!line) return;
    line.classList.toggle("is-not", !saved);
    (line.querySelector("span") || line).textContent = words;
  }

  // ---- Saving ----

  function stateOf(form) {
    if (!states.has(form)) states.set(form, { timer: 0, dirty: false, saving: null, stopped: false });
    return states.get(form);
  }

  function typed(form) {
    const state = stateOf(form);
    state.dirty = true;
    clearTimeout(state.timer);
    state.timer = setTimeout(() => save(form), PAUSE);
  }

  /* One save at a time: two with the same revision would contradict each other. */
  function save(form, leaving = false) {
    const state = stateOf(form);
    clearTimeout(state.timer);
    if (!state.dirty || state.stopped) return;
    if (state.saving) {
      if (leaving) keep(form);
      return;
    }
    state.dirty = false;
    state.saving = send(form, leaving).then(() => {
      state.saving = null;
      if (state.dirty && !state.failed) document.hidden ? save(form, true) : typed(form);
    });
  }

  async function send(form, leaving) {
    if (!form.dataset.draftUrl) return void keep(form);
    const state = stateOf(form);
    const body = new URLSearchParams(pairsOf(form));
    body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken?.value || "");
    try {
      const answer = await fetch(form.dataset.draftUrl, {
        method: "POST",
        body,
        headers: { Accept: "application/json", "X-Draft": "1" },
        keepalive: leaving && body.toString().length < 60000,
      });
      await understand(form, state, answer);
    } catch {
      failed(form, state, LOST);
    }
  }

  async function understand(form, state, answer) {
    const json = (answer.headers.get("content-type") || "").includes("json");
    if (answer.redirected || answer.status === 401) return failed(form, state, SIGNED_OUT);
    if (!json) return failed(form, state, REFUSED);
    const said = await answer.json();
    if (said.conflict) {
      state.stopped = true;
      keep(form);
      return say(form, said.message, false);
    }
    if (!answer.ok || !said.saved) return failed(form, state, said.message || REFUSED);
    state.failed = false;
    if (said.revision !== undefined && form.elements.revision) {
      form.elements.revision.value = said.revision;
    }
    // What was typed meanwhile is in no answer yet: its own save removes the copy.
    if (!state.dirty) copies.remove(keyOf(form));
    say(form, `Saved ${said.saved}`, true);
  }

  function failed(form, state, words) {
    if (state.stopped) return; // sent, or signed out: the page is leaving
    state.dirty = true;
    state.failed = true;
    say(form, keep(form) ? words : "Not saved, and this browser keeps no copy. Leave the page open.", false);
  }

  // ---- Bringing a copy back ----

  function restore(form) {
    const key = keyOf(form);
    const copy = copies.read(key);
    if (!copy) return;
    if (JSON.stringify(copy.pairs) === JSON.stringify(pairsOf(form))) return copies.remove(key);
    // The copy's own revision comes back with it, so a newer text is never overwritten unseen.
    fill(form, copy.pairs);
    form.closest("details")?.setAttribute("open", "");
    say(form, `What you typed at ${copy.at} had not been saved. It is back in the form.`, false);
    stateOf(form).dirty = true;
    form.dispatchEvent(new CustomEvent("draft:restored", { bubbles: true }));
  }

  /* A submitted form leaves its copy behind until a page comes that is not the sign-in page or
     an error: only then did it arrive. */
  function settleSubmitted() {
    for (const key of copies.keys()) {
      const copy = copies.read(key);
      if (!copy || !copy.sent) continue;
      if (user && key.startsWith(`draft:${user}:`)) copies.remove(key);
      else copies.write(key, { ...copy, sent: false });
    }
  }

  // ---- Listening ----

  const draftOf = (target) => target.closest?.("form[data-draft-url][id]");
  const drafts = () => document.querySelectorAll("form[data-draft-url][id]");

  document.addEventListener("input", (event) => {
    const form = draftOf(event.target);
    if (form) typed(form);
  });
  document.addEventListener("focusout", (event) => {
    const form = draftOf(event.target);
    // Going to the form's own button, the whole form is about to be sent.
    const next = event.relatedTarget;
    const sending = next?.type === "submit" && next.form === form;
    if (form && !sending) save(form);
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") drafts().forEach((form) => save(form, true));
  });
  window.addEventListener("online", () => drafts().forEach((form) => save(form)));

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.submitter?.getAttribute("aria-disabled") === "true") {
      event.preventDefault();
    } else if (form.matches("[data-sign-out]")) {
      drafts().forEach((draft) => (stateOf(draft).stopped = true));
      copies.keys().forEach(copies.remove);
    } else if (form.matches("[data-draft-url][id]")) {
      submitDraft(event, form);
    }
  });
  document.addEventListener(
    "click",
    (event) => {
      if (event.target.closest?.("[aria-disabled='true']")) event.preventDefault();
      closeMenus(event.target);
    },
    true,
  );
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") closeMenus(null);
  });

  function closeMenus(inside) {
    for (const menu of document.querySelectorAll("details.account[open]")) {
      if (inside && menu.contains(inside)) continue;
      const focused = menu.contains(document.activeElement);
      menu.open = false;
      if (focused) menu.querySelector("summary").focus();
    }
  }

  /* A save on its way moves the revision on, so the form waits for it, but not for long. */
  function submitDraft(event, form) {
    const state = stateOf(form);
    clearTimeout(state.timer);
    if (state.saving && !state.waited) {
      event.preventDefault();
      state.waited = true;
      const enough = new Promise((done) => setTimeout(done, 3000));
      Promise.race([state.saving, enough]).then(() => form.requestSubmit(event.submitter));
      return;
    }
    state.stopped = true;
    keep(form, { sent: true });
  }

  // A page that comes back from the browser's own memory may be written in again.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) drafts().forEach((form) => states.delete(form));
  });

  settleSubmitted();
  drafts().forEach(restore);
})();
