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
  const image = new ImageData(side, side);
  const painted = new Uint32Array(image.data.buffer);
  for (let at = 0; at < pixels.length; at++) {
    const shade = Math.round(scale * pixels[at] + offset);
    painted[at] = map[Math.min(Math.max(shade, 0), 255)];
  }
  canvas.getContext("2d").putImageData(image, 0, 0);
}
