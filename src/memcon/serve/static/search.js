// Completion of the query; without this file the form works as it stands.
const field = document.getElementById("q");
const list = document.getElementById("completions");
let options = [], at = -1, asked = 0, waiting;
function close() { list.hidden = true; field.setAttribute("aria-expanded", "false"); field.removeAttribute("aria-activedescendant"); at = -1; }
function take(option) { field.value = option.query; close(); field.focus(); complete(); }
function mark(next) {
  list.children[at]?.setAttribute("aria-selected", "false");
  at = (next + options.length) % options.length;
  list.children[at].setAttribute("aria-selected", "true");
  field.setAttribute("aria-activedescendant", list.children[at].id);
}
async function complete() {
  const mine = ++asked;
  const text = field.value.slice(0, field.selectionStart ?? undefined);
  const answer = await fetch(`/complete?q=${encodeURIComponent(text)}`, { headers: { accept: "application/json" } });
  if (mine !== asked || !answer.ok) return;
  options = await answer.json();
  list.replaceChildren(...options.map((option, n) => {
    const item = document.createElement("li");
    item.id = `completion-${n}`;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    const what = document.createElement("span");
    what.textContent = option.what + (option.count ? ` · ${option.count}` : "");
    item.append(option.text, what);
    item.addEventListener("pointerdown", (event) => { event.preventDefault(); take(option); });
    return item;
  }));
  at = -1;
  if (options.length && document.activeElement === field) { list.hidden = false; field.setAttribute("aria-expanded", "true"); } else close();
}
field?.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(complete, 120); });
field?.addEventListener("blur", close);
field?.addEventListener("keydown", (event) => {
  if (list.hidden) return;
  if (event.key === "ArrowDown") { event.preventDefault(); mark(at + 1); }
  else if (event.key === "ArrowUp") { event.preventDefault(); mark(at - 1); }
  else if (event.key === "Escape") { event.preventDefault(); close(); }
  else if ((event.key === "Enter" || event.key === "Tab") && at >= 0) { event.preventDefault(); take(options[at]); }
});
