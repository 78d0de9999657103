// A form is sent once: a second press while the first is on its way does nothing.
// The server's idempotency key is the real guard; this spares the reader the wait.

const FORGET_AFTER_MS = 10_000;

export function begin(root) {
  root.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    setTimeout(() => delete form.dataset.sent, FORGET_AFTER_MS);
  });
  // Going back to a page shows it as it was left: the form may be sent again.
  window.addEventListener("pageshow", () => {
    for (const form of root.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  });
}
