// What is wider than its place, and is moved sideways by a finger, can be moved by the keyboard too.

export function start() {
  const observer = new ResizeObserver((entries) => entries.forEach(({ target }) => reach(target)));
  for (const element of document.querySelectorAll("main math[display=block], main :has(> table)")) {
    observer.observe(element);
  }
}

function reach(element) {
  if (element.scrollWidth > element.clientWidth) element.setAttribute("tabindex", "0");
  else element.removeAttribute("tabindex");
}
