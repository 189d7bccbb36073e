// The galaxies at hand, small, as tiles of one picture.

import { data } from "explore/data";

const { first, count, side, columns, sheet } = data("galaxies");

async function open() {
  const picture = new Image();
  picture.src = sheet;
  await picture.decode();
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  canvas.getContext("2d", { willReadFrequently: true }).drawImage(picture, 0, 0);
  return canvas;
}

const tiles = await open();

function corner(index) {
  const tile = index - first;
  return [side * (tile % columns), side * Math.floor(tile / columns)];
}

// The greyscale pixels of one galaxy, 0 to 255, row by row.
export function pixels(index) {
  const { data: channels } = tiles.getContext("2d").getImageData(...corner(index), side, side);
  return Float32Array.from({ length: side * side }, (_, pixel) => channels[4 * pixel]);
}

export function thumbnail(index) {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = side;
  canvas.getContext("2d").drawImage(tiles, ...corner(index), side, side, 0, 0, side, side);
  return canvas;
}

export { first, count, side };
