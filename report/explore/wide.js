// What is larger than its place, and is moved by a finger, can be moved by the keyboard too.

export function start() {
  const movable = "main :is(math[display=block], :has(> table), .long, figure > div:has(img))";
  const observer = new ResizeObserver((entries) => entries.forEach(({ target }) => reach(target)));
  for (const element of document.querySelectorAll(movable)) {
    observer.observe(element);
  }
}

function reach(element) {
  const larger =
    element.scrollWidth > element.clientWidth || element.scrollHeight > element.clientHeight;
  if (larger) element.setAttribute("tabindex", "0");
  else element.removeAttribute("tabindex");
}
