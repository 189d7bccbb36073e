// Singular values against rank, both axes logarithmic, with the hard thresholds.

import { element } from "explore/svg";

const [LEFT, RIGHT, TOP, BOTTOM] = [44, 314, 12, 228]; // of the axes, in the drawing's units
const DECADES_SHOWN = 7; // a singular value of zero has no logarithm

// Draws into an empty or earlier drawing; gives a function that marks a rank.
export function drawCurve(svg, singularValues, { known, unknown }) {
  const top = singularValues[0];
  const floor = Math.max(singularValues.at(-1), top * 10 ** -DECADES_SHOWN);
  const x = scale(1, singularValues.length, LEFT, RIGHT);
  const y = scale(floor, top, BOTTOM, TOP);
  const points = singularValues.map(
    (value, at) => `${x(at + 1).toFixed(1)},${y(Math.max(value, floor)).toFixed(1)}`,
  );
  const marker = element("line", { class: "marker", y1: TOP, y2: BOTTOM });
  const dot = element("circle", { class: "dot", r: 4 });
  const knownAbove = known.threshold > unknown.threshold;
  svg.replaceChildren(
    ...ticks(1, singularValues.length, [1, 2, 5]).flatMap((rank) => tickBelow(x(rank), rank)),
    ...ticks(floor, top, [1]).flatMap((value) => tickBeside(y(value), value)),
    element("text", { x: (LEFT + RIGHT) / 2, y: BOTTOM + 30, "text-anchor": "middle" }, "rank"),
    ...threshold(y, known, "known noise", knownAbove),
    ...threshold(y, unknown, "unknown noise", !knownAbove),
    marker,
    element("polyline", { class: "values", points: points.join(" ") }),
    dot,
  );
  return (rank) => {
    marker.setAttribute("x1", x(rank));
    marker.setAttribute("x2", x(rank));
    dot.setAttribute("cx", x(rank));
    dot.setAttribute("cy", y(Math.max(singularValues[rank - 1], floor)));
  };
}

function scale(low, high, from, to) {
  const perDecade = (to - from) / Math.log(high / low);
  return (value) => from + perDecade * Math.log(value / low);
}

// Multiples of the powers of ten within a range.
function ticks(low, high, multiples) {
  const found = [];
  for (let power = Math.floor(Math.log10(low)); 10 ** power <= high; power++) {
    found.push(...multiples.map((multiple) => multiple * 10 ** power));
  }
  return found.filter((value) => value >= low && value <= high);
}

function tickBelow(x, rank) {
  return [
    element("line", { class: "grid", x1: x, x2: x, y1: TOP, y2: BOTTOM }),
    element("text", { x, y: BOTTOM + 14, "text-anchor": "middle" }, rank),
  ];
}

function tickBeside(y, value) {
  return [
    element("line", { class: "grid", x1: LEFT, x2: RIGHT, y1: y, y2: y }),
    element("text", { x: LEFT - 5, y: y + 4, "text-anchor": "end" }, Number(value.toPrecision(1))),
  ];
}

// A rule's line, its name above or below; left out where it lies beyond the axes.
function threshold(y, { threshold: value }, name, above) {
  const at = y(value);
  if (!(at >= TOP && at <= BOTTOM)) return [];
  const kind = name.replace(" ", "-");
  return [
    element("line", { class: kind, x1: LEFT, x2: RIGHT, y1: at, y2: at }),
    element("text", { class: kind, x: RIGHT, y: at + (above ? -5 : 13), "text-anchor": "end" }, name),
  ];
}
