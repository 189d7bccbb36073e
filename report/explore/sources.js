// A link to the function that drew a figure opens the function's source.

export function start() {
  const folds = new Map(
    [...document.querySelectorAll("main details > summary > code")].map((name) => [
      name.textContent,
      name.closest("details"),
    ]),
  );
  for (const link of document.querySelectorAll("main a.drawn-by")) {
    link.addEventListener("click", (event) => {
      const fold = folds.get(link.textContent);
      if (!fold) return;
      event.preventDefault();
      fold.open = true;
      fold.scrollIntoView();
      fold.firstElementChild.focus({ preventScroll: true });
    });
  }
}
