// A row lights its words in the article and brings them into sight; arrow keys walk the rows.
const root = document.documentElement;
root.classList.add("js");
const rows = [...document.querySelectorAll(".sheet a[href^='#']")];
let lit = null;

function light(link) {
  const name = link.getAttribute("href").slice(1);
  if (name === lit) return;
  clear();
  lit = name;
  link.closest("tr").classList.add("on");
  link.setAttribute("aria-current", "true");
  for (const piece of document.querySelectorAll(`[data-i~="${name}"]`)) piece.classList.add("lit");
  const first = document.querySelector(`[data-i~="${name}"]`);
  if (!first) return;
  const box = first.closest(".source");
  if (getComputedStyle(box).position === "sticky") {
    const place = first.getBoundingClientRect().top - box.getBoundingClientRect().top + box.scrollTop;
    box.scrollTop = place - box.clientHeight * 0.3;
  }
}

function clear() {
  for (const piece of document.querySelectorAll(".lit")) piece.classList.remove("lit");
  for (const row of document.querySelectorAll("tr.on")) row.classList.remove("on");
  for (const link of document.querySelectorAll("[aria-current]")) link.removeAttribute("aria-current");
  lit = null;
}

function go(link) {
  link.focus({ preventScroll: true });
  link.scrollIntoView({ block: "nearest" });
  light(link);
}

document.addEventListener("focusin", (e) => {
  const link = e.target.closest(".sheet a[href^='#']");
  if (link) light(link);
});

document.addEventListener("click", (e) => {
  const link = e.target.closest(".sheet tr")?.querySelector("a[href^='#']");
  if (link) {
    const beside = getComputedStyle(document.querySelector(".source")).position === "sticky";
    if (beside) e.preventDefault();
    history.replaceState(null, "", link.getAttribute("href"));
    light(link);
    return;
  }
  const piece = e.target.closest("[data-i]");
  if (!piece || String(getSelection()).length) return;
  // The smallest of what stands here: the last named.
  const name = piece.dataset.i.split(" ").at(-1);
  const row = rows.find((r) => r.getAttribute("href") === "#" + name);
  if (row) go(row);
});

document.addEventListener("keydown", (e) => {
  if (e.altKey || e.ctrlKey || e.metaKey) return;
  if (e.key === "Escape") return clear();
  const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[e.key];
  const here = rows.indexOf(document.activeElement);
  if (!step || here < 0) return;
  const next = rows[here + step];
  if (next) {
    e.preventDefault();
    go(next);
  }
});

const asked = rows.find((r) => r.getAttribute("href") === location.hash);
if (asked) go(asked);
