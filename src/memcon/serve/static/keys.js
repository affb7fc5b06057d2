// Keys, the help sheet, the theme: what every page has. Nothing here is needed to read.
const typing = (target) => target.closest("input, textarea, select, [contenteditable]");
const root = document.documentElement;

for (const one of document.querySelectorAll(".scripted")) one.hidden = false;

document.body.addEventListener("htmx:configRequest", (event) => {
  event.detail.headers["x-csrftoken"] = document.querySelector("meta[name=csrf]").content;
});
document.body.addEventListener("htmx:responseError", (event) => {
  const page = new DOMParser().parseFromString(event.detail.xhr.responseText, "text/html");
  say(page.querySelector("h1")?.textContent ?? "That did not work");
});
document.body.addEventListener("htmx:sendError", () => say("The server does not answer"));

let silence;
function say(text) {
  const said = document.getElementById("said");
  said.textContent = text;
  clearTimeout(silence);
  silence = setTimeout(() => { said.textContent = ""; }, 6000);
}

const themes = { dark: "Light", light: "Dark" };
const button = document.querySelector("[data-theme-switch]");
const system = () => (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
function show(theme) {
  if (theme) root.dataset.theme = theme;
  if (button) button.textContent = themes[root.dataset.theme ?? system()];
}
function remembered(name) { try { return localStorage.getItem(name); } catch { return null; } }
show(remembered("theme"));
button?.addEventListener("click", () => {
  const next = (root.dataset.theme ?? system()) === "dark" ? "light" : "dark";
  show(next);
  try { localStorage.setItem("theme", next); } catch { /* private windows keep nothing */ }
});

const sheet = document.getElementById("help-sheet");
async function help() {
  if (!sheet.childElementCount) {
    const page = new DOMParser().parseFromString(await (await fetch("/help")).text(), "text/html");
    sheet.append(document.importNode(page.querySelector("#help"), true));
  }
  sheet.showModal();
}
sheet.addEventListener("click", (event) => { if (event.target === sheet) sheet.close(); });
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-help]") && !event.ctrlKey && !event.metaKey) { event.preventDefault(); help(); }
});

// What j and k walk through, by page.
const steps = ".record, .turn, .block.paragraph, .doubt-card, .file-record, .person-row";
let chosen = null;
function choose(one) {
  chosen?.classList.remove("chosen");
  chosen = one;
  one.classList.add("chosen");
  one.scrollIntoView({ block: "nearest" });
  one.dispatchEvent(new CustomEvent("chosen", { bubbles: true }));
}
function step(by) {
  const all = [...document.querySelectorAll(steps)].filter((one) => one.offsetParent);
  if (!all.length) return;
  const at = all.indexOf(chosen);
  choose(all[Math.min(Math.max(at + by, 0), all.length - 1)]);
}
const places = { s: "/", p: "/people", c: "/calendar", o: "/overview", r: "/review", f: "/files" };
let going = 0;
const deeds = {
  "/": () => { const field = document.getElementById("q"); if (field) { field.focus(); field.select(); } else location.href = "/"; },
  "?": help,
  j: () => step(1), k: () => step(-1),
  Enter: () => chosen?.querySelector("a")?.click(),
  n: () => document.querySelector("a[rel=next]")?.click(),
  p: () => document.querySelector("a[rel=prev]")?.click(),
  e: () => chosen?.querySelector(".part .mend, .mend")?.click(),
  m: () => chosen?.querySelector('.mend[aria-label="Correct the mark"]')?.click(),
  u: () => chosen?.querySelector(".read button, .corrections button")?.click(),
  g: () => { going = Date.now(); },
};
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || sheet.open) return;
  if (Date.now() - going < 1500 && places[event.key]) { going = 0; location.href = places[event.key]; return; }
  if (event.key === "Enter" && event.target.closest("a, button, summary")) return;
  const deed = deeds[event.key];
  if (deed) { event.preventDefault(); deed(); }
});

// A form that was fetched into the page: its first field has the keyboard, Escape takes it away.
document.body.addEventListener("htmx:afterSwap", () => {
  for (const one of document.querySelectorAll(".amend .scripted")) one.hidden = false;
  document.querySelector(".amend [autofocus]")?.focus();
});
document.body.addEventListener("htmx:beforeRequest", (event) => {
  if (event.detail.elt.matches?.(".mend")) for (const one of document.querySelectorAll(".text > .block .amend, .body .amend[hx-post], .heading-table .amend")) one.remove();
});
document.addEventListener("click", (event) => { if (event.target.closest("[data-close]")) event.target.closest(".amend").remove(); });
document.addEventListener("keydown", (event) => { if (event.key === "Escape") event.target.closest?.(".amend[hx-post]")?.remove(); });

// What the scripts of single pages use. They do not import this file: its address has a hash that they cannot know.
globalThis.reader = { say, choose, typing };
