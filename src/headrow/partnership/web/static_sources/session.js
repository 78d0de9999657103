// Five minutes before the sign-in ends, say so; one press keeps it. Without scripts the drafts on the server
// and the form that comes back after signing in do the same work.
//
// <body data-session-seconds="1200" data-stay="/account/stay/">

const WARN_BEFORE_S = 300;
const MOST_MS = 2 ** 31 - 1;

export function begin() {
  plan();
}

function plan() {
  const seconds = Number(document.body.dataset.sessionSeconds);
  if (!(seconds > 0)) return;
  const wait = Math.max(0, seconds - WARN_BEFORE_S) * 1000;
  if (wait < MOST_MS) setTimeout(warn, wait, Math.min(seconds, WARN_BEFORE_S));
}

function warn(left) {
  const box = document.createElement("div");
  box.className = "kept kept--fixed";
  box.setAttribute("role", "alert");
  const said = document.createElement("p");
  const minutes = Math.max(1, Math.round(left / 60));
  said.textContent = `You will be signed out in ${minutes} ${minutes === 1 ? "minute" : "minutes"}, because nothing was sent for a while.`;
  box.append(said);
  if (document.body.dataset.stay) box.append(stayButton(box, said));
  document.querySelector("main").prepend(box);
}

function stayButton(box, said) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "govuk-button govuk-button--secondary";
  button.textContent = "Stay signed in";
  button.addEventListener("click", async () => {
    try {
      const response = await fetch(document.body.dataset.stay);
      if (!response.ok || response.redirected) throw new Error("not signed in");
      box.remove();
      plan();
    } catch {
      said.textContent = "We could not reach the service. Copy what you typed before you go on.";
    }
  });
  return button;
}
