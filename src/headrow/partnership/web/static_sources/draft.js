// Long forms keep what is typed on this device until the server has said that it has it.
//
// <form method="post" data-draft="update-17"> is saved under that name while one types. It is sent in the
// background; where the connection is lost the reader stays on the page, with a message and "Send again".
// The draft goes when the answer holds a sign that it was saved: a success message, a confirmation panel, or
// data-saved. Anything else (a sign-in page, an error) leaves it, and it is put back when the form comes again.
// Hidden fields are never kept, but for the idempotency key of what was already on its way: the same words
// sent again keep their key, so that they are not entered twice; changed words get a new one, so that they are
// not taken for the old.

const PREFIX = "headrow-draft:";
const FORGET_AFTER_MS = 12 * 60 * 60 * 1000;
const SAVED = ".govuk-notification-banner--success, .govuk-panel, [data-saved]";
const LOST = "Lost connection. What you typed is kept on this device.";
const REFUSED = "We could not save what you sent. What you typed is kept on this device.";

export function begin(root) {
  root.addEventListener("input", (event) => keepFrom(event.target));
  root.addEventListener("change", (event) => keepFrom(event.target));
  root.addEventListener("submit", (event) => {
    const form = event.target;
    // once.js may have refused a second press already.
    if (!form.matches("form[data-draft]") || event.defaultPrevented) return;
    event.preventDefault();
    if (!form.hasAttribute("aria-busy")) send(form, event.submitter);
  });
  window.addEventListener("popstate", () => location.reload());
}

// For each page and each replaced part of one: put back what was kept.
export function every(root) {
  forgetOld();
  for (const form of root.querySelectorAll("form[data-draft]:not([data-restored])")) {
    form.dataset.restored = "yes";
    const draft = read(form.dataset.draft);
    if (!draft || same(draft.fields, fieldsOf(form))) continue;
    // A page that shows errors holds what was typed already.
    if (document.querySelector(".govuk-error-summary")) continue;
    restore(form, draft);
    tell(form, "What you typed before is back. It has not been sent.", "Throw it away", () => {
      forget(form.dataset.draft);
      location.reload();
    });
  }
}

function keepFrom(control) {
  const form = control.form;
  if (form?.matches("form[data-draft]")) keep(form);
}

function typed(form) {
  return [...form.elements].filter(
    (e) => e.name && e.type !== "hidden" && e.type !== "password" && e.type !== "file" && e.type !== "submit",
  );
}

function fieldsOf(form) {
  return typed(form).map((e) =>
    e.type === "radio" || e.type === "checkbox" ? [e.name, e.value, e.checked] : [e.name, e.value],
  );
}

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

function keep(form, more = {}) {
  const draft = { ...read(form.dataset.draft), fields: fieldsOf(form), at: Date.now(), ...more };
  try {
    localStorage.setItem(PREFIX + form.dataset.draft, JSON.stringify(draft));
  } catch {
    // Full or forbidden: the words are still in the boxes.
  }
}

function read(name) {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + name));
  } catch {
    return null;
  }
}

function forget(name) {
  try {
    localStorage.removeItem(PREFIX + name);
  } catch {
    // Nothing was kept there.
  }
}

function forgetOld() {
  for (const key of Object.keys(localStorage).filter((k) => k.startsWith(PREFIX))) {
    const draft = read(key.slice(PREFIX.length));
    if (!draft || Date.now() - draft.at > FORGET_AFTER_MS) localStorage.removeItem(key);
  }
}

function restore(form, draft) {
  const left = [...draft.fields];
  for (const control of typed(form)) {
    const choice = control.type === "radio" || control.type === "checkbox";
    const at = left.findIndex(([name, value]) => name === control.name && (!choice || value === control.value));
    if (at < 0) continue;
    const [, value, checked] = left.splice(at, 1)[0];
    if (choice) control.checked = checked;
    else control.value = value;
  }
  // On its way when the page was left: the same words keep their key.
  if (draft.key && same(draft.sent, draft.fields)) setKey(form, draft.key);
}

const keyOf = (form) => form.elements.namedItem("idempotency_key");

function setKey(form, value) {
  const key = keyOf(form);
  if (key) key.value = value;
}

async function send(form, submitter) {
  const fields = fieldsOf(form);
  const before = read(form.dataset.draft);
  if (before?.sent && before.key === keyOf(form)?.value && !same(before.sent, fields)) {
    setKey(form, crypto.randomUUID());
  }
  keep(form, { sent: fields, key: keyOf(form)?.value });
  form.setAttribute("aria-busy", "true");
  let response;
  let words;
  try {
    response = await fetch(form.action, { method: "POST", body: new FormData(form, submitter) });
    words = await response.text();
  } catch {
    return stay(form, LOST);
  } finally {
    form.removeAttribute("aria-busy");
    delete form.dataset.sent;
  }
  if (response.status >= 500 || response.status === 429) return stay(form, REFUSED);
  show(words, response.url, form.dataset.draft);
}

function stay(form, words) {
  tell(form, words, "Send again", () => form.requestSubmit());
}

// The answer takes the page's place, as if the browser had gone there.
function show(words, address, name) {
  const answer = new DOMParser().parseFromString(words, "text/html");
  if (answer.querySelector(SAVED)) forget(name);
  document.title = answer.title;
  document.body.replaceWith(answer.body);
  history.pushState({}, "", address);
  window.scrollTo(0, 0);
  document.querySelector("main")?.focus();
  document.dispatchEvent(new Event("headrow:shown"));
}

function tell(form, words, act, acted) {
  form.querySelector(".kept")?.remove();
  const box = document.createElement("div");
  box.className = "kept";
  box.setAttribute("role", "alert");
  box.tabIndex = -1;
  const said = document.createElement("p");
  said.textContent = words;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "govuk-button govuk-button--secondary";
  button.textContent = act;
  button.addEventListener("click", acted);
  const row = document.createElement("p");
  row.append(button);
  box.append(said, row);
  form.prepend(box);
  box.scrollIntoView({ block: "nearest" });
  return box;
}
