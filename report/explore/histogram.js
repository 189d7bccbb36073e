// How the galaxies' values of one latent are distributed, under the slider that sets it.

import { element } from "explore/svg";

const BINS = 32;
const HEIGHT = 24; // of the drawing, which is one unit wide a bin

// Draws the values from low to high; gives a function that marks one.
export function drawHistogram(svg, values, low, high) {
  const counts = new Array(BINS).fill(0);
  const place = (value) => (BINS * (value - low)) / (high - low);
  for (const value of values) counts[Math.min(Math.floor(place(value)), BINS - 1)]++;
  const most = Math.max(...counts);
  const marker = element("line", { class: "marker", y1: 0, y2: HEIGHT });
  svg.replaceChildren(
    ...counts.map((count, bin) => {
      const height = (HEIGHT * count) / most;
      return element("rect", { x: bin + 0.05, width: 0.9, y: HEIGHT - height, height });
    }),
    marker,
  );
  return (value) => {
    marker.setAttribute("x1", place(value));
    marker.setAttribute("x2", place(value));
  };
}
