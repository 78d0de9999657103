// Enhancement only: every page does its work without this file. Each part is fetched when a page needs it,
// so that a part which cannot be had takes no other with it.

const OURS = [
  ["form[method=post]", "./once.js"],
  ["form[data-draft]", "./draft.js"],
  ["[data-session-seconds]", "./session.js"],
];
// The scripts of the GOV.UK components, by the name of their module and class.
const GOVUK = [
  ["govuk-error-summary", "error-summary", "ErrorSummary"],
  ["govuk-character-count", "character-count", "CharacterCount"],
  ["govuk-radios", "radios", "Radios"],
  ["govuk-checkboxes", "checkboxes", "Checkboxes"],
  ["govuk-password-input", "password-input", "PasswordInput"],
  ["govuk-exit-this-page", "exit-this-page", "ExitThisPage"],
];
const begun = new Set();

async function begin(root = document) {
  document.body.classList.add("js-enabled", "govuk-frontend-supported");
  const waiting = [];
  for (const [wanted, address] of OURS) {
    if (root.querySelector(wanted)) waiting.push(beginOurs(address));
  }
  for (const [module, file, name] of GOVUK) {
    const elements = root.querySelectorAll(`[data-module="${module}"]`);
    if (elements.length) waiting.push(beginGovuk(elements, file, name));
  }
  await Promise.allSettled(waiting);
  document.documentElement.dataset.begun = "yes";
}

async function beginOurs(address) {
  const part = await import(address);
  if (part.every) part.every(document);
  if (begun.has(address)) return;
  begun.add(address);
  if (part.begin) part.begin(document);
}

async function beginGovuk(elements, file, name) {
  const part = await import(`./govuk/${file}.bundle.mjs`);
  for (const element of elements) {
    if (!element.hasAttribute(`data-${element.dataset.module}-init`)) new part[name](element);
  }
}

// A piece that htmx fetched, and a page that draft.js showed, begin as a page does.
for (const arrived of ["htmx:after:swap", "htmx:afterSwap", "headrow:shown"]) {
  document.addEventListener(arrived, () => begin());
}
begin();
