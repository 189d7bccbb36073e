// Figures in the whole window: a click or a button opens one, arrow keys go on to the next.

export function start() {
  const images = [...document.querySelectorAll("main figure img")];
  const { dialog, show } = viewer(images);
  images.forEach((image, index) => {
    const open = () => {
      show(index);
      dialog.showModal();
    };
    image.classList.add("zoomable");
    image.addEventListener("click", open);
    image.after(button("Enlarge", `Enlarge ${name(image)}`, open));
  });
}

// The one dialog that all figures are shown in, and a function that shows the one at an index.
function viewer(images) {
  const dialog = document.createElement("dialog");
  const stage = document.createElement("div");
  const caption = document.createElement("p");
  let at = 0;
  const show = (index) => {
    at = (index + images.length) % images.length;
    const figure = images[at].closest("figure");
    const copy = images[at].cloneNode();
    copy.removeAttribute("style");
    stage.replaceChildren(copy);
    caption.replaceChildren(...figure.querySelector("figcaption").cloneNode(true).childNodes);
    for (const one of caption.querySelectorAll(".drawn-by, .copy")) one.remove();
    dialog.setAttribute("aria-label", `${name(images[at])}, enlarged`);
  };
  const bar = document.createElement("div");
  bar.append(
    button("←", "Previous figure", () => show(at - 1)),
    button("→", "Next figure", () => show(at + 1)),
    button("Close", "Close", () => dialog.close()),
  );
  // Where the figure is larger than the window, arrow keys move it.
  stage.tabIndex = 0;
  stage.setAttribute("role", "group");
  stage.setAttribute("aria-label", "The figure");
  dialog.className = "zoomed";
  dialog.append(bar, stage, caption);
  dialog.addEventListener("keydown", ({ key, target }) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[key];
    const moves = target === stage && stage.scrollWidth > stage.clientWidth;
    if (step && !moves) show(at + step);
  });
  dialog.addEventListener("click", ({ target }) => {
    if (target === dialog) dialog.close();
  });
  document.body.append(dialog);
  return { dialog, show };
}

function name(image) {
  return image.closest("figure").querySelector("figcaption").textContent.split(":")[0].trim();
}

function button(text, label, action) {
  const element = document.createElement("button");
  element.type = "button";
  element.textContent = text;
  element.setAttribute("aria-label", label);
  element.addEventListener("click", action);
  return element;
}
