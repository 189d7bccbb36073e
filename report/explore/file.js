// A reader's file: checked, decoded by the browser, cut to its middle and brought to the set's size.

import { integer } from "explore/number";
import { resampleRows, transposed } from "explore/resample";

const LARGEST_FILE = 64; // in units of 1024 x 1024 bytes
const LARGEST_SIDE = 8192;
const SMALLEST_SIDE = 64; // as the report asks of a set
const STRIP = 256; // rows that are read at a time
const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const JPEG = [0xff, 0xd8, 0xff];

// The grey levels of the largest square in the middle of an image, 0 to 255, and its sizes.
// An error's message is a sentence for the reader.
export async function read(file, side) {
  if (file.size > LARGEST_FILE * 2 ** 20) {
    throw new Error(`${file.name} is larger than ${LARGEST_FILE} MB: give a smaller image.`);
  }
  check(file.name, new DataView(await file.arrayBuffer()));
  const picture = await decoded(file);
  const { width, height } = picture;
  const middle = Math.min(width, height);
  const rows = resampleRows(grey(picture, middle, side), middle, side);
  const pixels = transposed(rows, side);
  if (pixels.every((value) => Math.abs(value - pixels[0]) < 1e-6)) {
    throw new Error(`${file.name} is the same grey everywhere: give an image that shows a galaxy.`);
  }
  return { pixels, width, height, middle };
}

// What the file's first bytes say, before the browser spends memory on it.
function check(name, bytes) {
  const starts = (signature) =>
    bytes.byteLength > signature.length && signature.every((byte, at) => bytes.getUint8(at) === byte);
  if (!starts(PNG) && !starts(JPEG)) {
    throw new Error(`${name} is neither a JPEG nor a PNG image: save the galaxy as one of them.`);
  }
  const found = sizes(starts(PNG) ? pngSizes : jpegSizes, bytes);
  if (!found) throw damaged(name);
  const { width, height, animated } = found;
  if (animated) throw new Error(`${name} is animated: give a still image.`);
  const said = `${name} has ${integer(width)} × ${integer(height)} pixels`;
  if (Math.min(width, height) < SMALLEST_SIDE) {
    throw new Error(`${said}: give at least ${SMALLEST_SIDE} × ${SMALLEST_SIDE}.`);
  }
  if (Math.max(width, height) > LARGEST_SIDE) {
    throw new Error(`${said}: give no more than ${LARGEST_SIDE} on a side.`);
  }
}

// None of a file that ends too early.
function sizes(find, bytes) {
  try {
    return find(bytes);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

// Chunks of length, type, content, checksum; the first holds the sizes, acTL before the pixels
// announces an animation.
function pngSizes(bytes) {
  const chunk = (at) => String.fromCharCode(...[4, 5, 6, 7].map((byte) => bytes.getUint8(at + byte)));
  let at = 8;
  while (!["acTL", "IDAT"].includes(chunk(at))) at += 12 + bytes.getUint32(at);
  return {
    width: bytes.getUint32(16),
    height: bytes.getUint32(20),
    animated: chunk(at) === "acTL",
  };
}

// Segments of marker, length, content, up to a frame header, which holds the sizes.
function jpegSizes(bytes) {
  const others = [0xc4, 0xc8, 0xcc]; // among the markers of frames
  let at = 2;
  for (;;) {
    const marker = bytes.getUint8(at + 1);
    if (marker >= 0xc0 && marker <= 0xcf && !others.includes(marker)) break;
    at += 2 + bytes.getUint16(at + 2);
  }
  return { width: bytes.getUint16(at + 7), height: bytes.getUint16(at + 5), animated: false };
}

// The numbers of the file, without a profile's colours or a screen's.
async function decoded(file) {
  try {
    return await createImageBitmap(file, {
      colorSpaceConversion: "none",
      premultiplyAlpha: "none",
    });
  } catch {
    throw damaged(file.name);
  }
}

function damaged(name) {
  return new Error(`${name} is damaged: save it anew.`);
}

// The mean of red, green and blue of the middle square, with its rows at another width already,
// as columns.
function grey(picture, middle, width) {
  const left = Math.floor((picture.width - middle) / 2);
  const top = Math.floor((picture.height - middle) / 2);
  const canvas = new OffscreenCanvas(middle, STRIP);
  const context = canvas.getContext("2d", { alpha: false, willReadFrequently: true });
  const rows = new Float64Array(middle * width);
  for (let row = 0; row < middle; row += STRIP) {
    const height = Math.min(STRIP, middle - row);
    context.fillRect(0, 0, middle, height); // transparent pixels are black
    context.drawImage(picture, left, top + row, middle, height, 0, 0, middle, height);
    const { data } = context.getImageData(0, 0, middle, height);
    const strip = Float64Array.from(
      { length: middle * height },
      (_, at) => (data[4 * at] + data[4 * at + 1] + data[4 * at + 2]) / 3,
    );
    rows.set(resampleRows(strip, middle, width), row * width);
  }
  return transposed(rows, width);
}
