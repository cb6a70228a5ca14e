// A picture file, opened in the browser: only its pixels, on the board's scale, leave it.
/**
 * A file is opened here, in the browser, which brings its middle square to the board's size; only pixels are sent.
 * @param {Canvas} canvas
 * @param {File | undefined} file
 * @param {HTMLElement} said
 */
async function open(canvas, file, said) {
  if (!file) return;
  try {
    const image = await createImageBitmap(file);
    ask(canvas, "file", base64Of(pixelsOf(image, canvas.data)));
  } catch {
    said.textContent = canvas.data.labels.unreadable;
  }
}

/**
 * @param {ImageBitmap} image
 * @param {picture_canvas.PictureCanvas} data
 */
function pixelsOf(image, { board, background }) {
  const context = el("canvas", { width: board, height: board }).getContext("2d");
  context.fillStyle = background;
  context.fillRect(0, 0, board, board);
  context.imageSmoothingQuality = "high";
  const side = Math.min(image.width, image.height);
  const from = [(image.width - side) / 2, (image.height - side) / 2];
  context.drawImage(image, from[0], from[1], side, side, 0, 0, board, board);
  return context.getImageData(0, 0, board, board).data.filter((_, i) => i % 4 < 3);
}

/** @param {Uint8ClampedArray} bytes */
function base64Of(bytes) {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}
