// Keeps an open room up to date; without it every form still works, and a reload shows what is new.
"use strict";

const lines = document.getElementById("lines");
const notices = document.getElementById("notices");
const lively = document.getElementById("lively");

function made(html) {
  const holder = document.createElement("template");
  holder.innerHTML = html; // drawn and escaped by this house's own templates
  return holder.content.firstElementChild;
}

// What somebody has opened or begun to write in a line outlives the line being drawn anew.
function carryOver(old, fresh) {
  const before = old.querySelectorAll("details");
  fresh.querySelectorAll("details").forEach((each, place) => {
    if (before[place]) each.open = before[place].open;
  });
  old.querySelectorAll("textarea").forEach((each) => {
    const same = each.id && fresh.querySelector("#" + CSS.escape(each.id));
    if (same && each.value !== each.defaultValue) same.value = each.value;
  });
}

function place(told) {
  const fresh = made(told.html);
  const old = document.getElementById(fresh.id);
  const focused = old && old.contains(document.activeElement) && document.activeElement.id;
  if (old) {
    carryOver(old, fresh);
    old.replaceWith(fresh);
  } else {
    fresh.classList.add("fresh");
    lines.append(fresh);
  }
  if (focused) document.getElementById(focused)?.focus();
}

function tell(told) {
  notices.replaceChildren(made(told.html));
}

const heard = new EventSource(lines.dataset.events + "&from=" + encodeURIComponent(lines.dataset.from));
heard.addEventListener("line", (event) => place(JSON.parse(event.data)));
heard.addEventListener("notice", (event) => tell(JSON.parse(event.data)));
heard.addEventListener("reload", () => location.reload());
heard.addEventListener("open", () => (lively.textContent = lively.dataset.on));
heard.addEventListener("error", () => (lively.textContent = lively.dataset.off));
addEventListener("pagehide", () => heard.close());

// Sends a form of the room in place; what comes of it arrives with the next lines.
document.addEventListener("submit", async (event) => {
  const form = event.target;
  const here = form.closest("#main");
  if (!here || form.dataset.busy) return;
  event.preventDefault();
  form.dataset.busy = "yes";
  const said = new URLSearchParams(new FormData(form, event.submitter));
  try {
    const answer = await fetch(form.action, {
      method: "POST",
      body: said,
      headers: { Accept: "application/json" },
    });
    if (answer.status !== 204) location.reload();
    else if (form.matches(".say, .reply")) form.reset();
    if (form.matches(".reply")) form.closest("details").open = false;
    if (form.action.endsWith("/dismiss")) form.closest(".alone").remove();
  } catch {
    lively.textContent = lively.dataset.off;
  } finally {
    delete form.dataset.busy;
  }
});
