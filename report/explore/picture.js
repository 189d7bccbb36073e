// Square pictures on canvases, in the report's two colour maps.

import { bytes, data } from "explore/data";

const grey = colours((shade) => [shade, shade, shade]);
const triples = bytes(data("settings").diverging);
const diverging = colours((shade) => triples.subarray(3 * shade, 3 * shade + 3));

// Grey from 0 to `top`.
export function drawGrey(canvas, pixels, top) {
  paint(canvas, pixels, grey, 255 / top, 0);
}

// Blue below zero, red above, white at zero; from -reach to reach.
export function drawSigned(canvas, pixels, reach) {
  paint(canvas, pixels, diverging, 127.5 / reach, 127.5);
}

// Canvas pixels are red, green, blue and opacity, one byte each, from the lowest byte up.
function colours(colour) {
  return Uint32Array.from({ length: 256 }, (_, shade) => {
    const [red, green, blue] = colour(shade);
    return (255 << 24) | (blue << 16) | (green << 8) | red;
  });
}

function paint(canvas, pixels, map, scale, offset) {
  const side = Math.sqrt(pixels.length);
  if (canvas.width !== side) canvas.width = canvas.height = side;
  const shades = Uint8ClampedArray.from(pixels, (value) => scale * value + offset);
  const image = new ImageData(side, side);
  new Uint32Array(image.data.buffer).set(Uint32Array.from(shades, (shade) => map[shade]));
  canvas.getContext("2d").putImageData(image, 0, 0);
}
