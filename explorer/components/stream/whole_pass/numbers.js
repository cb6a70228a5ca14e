/** @param {whole_pass.WholePass & Look} data */
function readPass(data) {
  const layers = data.layers.map((layer) => ({
    after: floatsOf(layer.after),
    attention: floatsOf(layer.attention),
    mlp: floatsOf(layer.mlp),
    looks: floatsOf(layer.looks),
    rest: floatsOf(layer.rest),
    most: layer.most,
    sizes: layer.sizes,
  }));
  const { q, k, dots, scores, shares } = data.head;
  const head = {
    ...data.head,
    q: floatsOf(q),
    k: floatsOf(k),
    dots: floatsOf(dots),
    scores: floatsOf(scores),
    shares: floatsOf(shares),
  };
  const guesses = data.guesses.map((guess) => ({ ...guess, row: guess.row && floatsOf(guess.row) }));
  return {
    ...data,
    guesses,
    last: data.last && floatsOf(data.last),
    n: data.tokens.length,
    vectors: floatsOf(data.vectors),
    layers,
    head,
    nHeads: layers[0].rest.length,
  };
}

const written = (x) => (Number.isFinite(x) ? x.toFixed(Math.abs(x) >= 100 ? 1 : 3).replace("-", "−") : "−∞");
// Nine digits say a 32-bit number exactly.
const exact = (x) => String(Number(x.toPrecision(9))).replace("-", "−");
const shareOf = (x) => `${(100 * x).toFixed(x < 0.0995 ? 1 : 0)} %`;

// A canvas of rows x columns cells: gains blue, losses orange, from nothing to nearly the largest of them.
function signedCanvas(values, rows, columns, colors, most = nearlyLargest(values)) {
  const canvas = el("canvas", { width: columns, height: rows, "aria-hidden": "true" });
  const context = canvas.getContext("2d");
  const image = context.createImageData(columns, rows);
  const [gain, loss] = [rgbOf(colors.gain), rgbOf(colors.loss)];
  for (let i = 0; i < rows * columns; i++) {
    const ink = values[i] < 0 ? loss : gain;
    image.data.set([...ink, 255 * Math.min(1, Math.sqrt(Math.abs(values[i]) / most))], 4 * i);
  }
  context.putImageData(image, 0, 0);
  return canvas;
}

// A few numbers of a stream are often a hundred times as large as all others, and would bleach them.
function nearlyLargest(values) {
  const sizes = Float32Array.from(values, Math.abs).sort();
  return Math.max(1e-12, sizes[Math.floor(0.95 * (sizes.length - 1))]);
}
