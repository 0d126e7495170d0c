// What the pages have beyond reading: a button that copies, a self-test that counts. Without this
// script every page reads the same.
"use strict";
const english = document.documentElement.lang === "en";
const WORDS = english
  ? { copy: "Copy", copied: "Copied", knew: "I knew it", did: "I did not",
    of: "Right: {n} of {all}" }
  : { copy: "Copia", copied: "Copiato", knew: "Lo sapevo", did: "Non lo sapevo",
    of: "Giuste: {n} su {all}" };

function button(text, action) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = text;
  made.addEventListener("click", () => action(made));
  return made;
}

/** Of a terminal only what is typed: a line that begins with a dollar sign. */
function commands(figure) {
  const text = figure.querySelector("code").textContent;
  if (!figure.classList.contains("console")) return text;
  return text.split("\n").filter(line => line.startsWith("$ ")).map(line => line.slice(2))
    .join("\n");
}

/** Returns whether a text is in the clipboard now. */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text); // over http only this machine's own pages have it
    return true;
  } catch {
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    const copied = document.execCommand("copy");
    area.remove();
    return copied;
  }
}

for (const figure of document.querySelectorAll("figure.code:not(.wire)")) {
  const made = button(WORDS.copy, async () => {
    if (!await copy(commands(figure))) return;
    made.textContent = WORDS.copied;
    setTimeout(() => { made.textContent = WORDS.copy; }, 2000);
  });
  made.className = "copy";
  figure.append(made);
}

const answers = location.pathname.includes("/selftest")
  ? [...document.querySelectorAll("main > details:not(.contents)")] : [];
const known = new Map();
const result = document.createElement("p");
result.id = "risultato";
result.setAttribute("role", "status");

for (const answer of answers) {
  const row = document.createElement("div");
  row.className = "quiz";
  for (const [text, knew] of [[WORDS.knew, true], [WORDS.did, false]]) {
    const made = button(text, () => {
      known.set(answer, knew);
      for (const other of row.children) other.setAttribute("aria-pressed", other === made);
      if (known.size < answers.length) return;
      const right = [...known.values()].filter(Boolean).length;
      result.textContent = WORDS.of.replace("{n}", right).replace("{all}", answers.length);
    });
    made.setAttribute("aria-pressed", "false");
    row.append(made);
  }
  answer.append(row);
}
if (answers.length > 0) document.querySelector("main").append(result);
