// Marks in the table of contents which section is being read.

import { onceAFrame } from "explore/frame";

export function start() {
  const links = [...document.querySelectorAll("#TOC a")];
  const sections = links.map((link) => document.getElementById(link.hash.slice(1)));
  const mark = onceAFrame(() => {
    const line = innerHeight / 3;
    const at = sections.findLastIndex((section) => section.getBoundingClientRect().top < line);
    for (const link of links) link.removeAttribute("aria-current");
    links[at]?.setAttribute("aria-current", "location");
  });
  addEventListener("scroll", mark, { passive: true });
  mark();
}
