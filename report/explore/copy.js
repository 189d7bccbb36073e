// Beside each figure a button that copies the Python code that draws it.

import { data } from "explore/data";

const SHOWN = 2000; // milliseconds

export function start() {
  const codes = data("code");
  for (const caption of document.querySelectorAll("main figure:has(img) > figcaption")) {
    const code = codes[caption.closest("[id^=fig-]").id.replace("fig-", "")];
    caption.append(" ", button(caption.textContent.split(":")[0].trim(), code));
  }
}

function button(figure, code) {
  const element = document.createElement("button");
  const label = (text) => {
    element.textContent = text;
    element.setAttribute("aria-label", `${text}: ${figure}`);
  };
  element.type = "button";
  element.className = "copy";
  element.title = code;
  label("Copy as code");
  element.addEventListener("click", async () => {
    label((await copied(code)) ? "Copied" : "This browser does not let pages copy");
    setTimeout(label, SHOWN, "Copy as code");
  });
  return element;
}

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
