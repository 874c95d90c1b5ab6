/** One yuv420p picture in a single buffer, ready to be written to ffmpeg's rawvideo input. Width and height are even. */
export type YuvFrame = {
  readonly widthPx: number
  readonly heightPx: number
  /** Luma, then U, then V, row-major and without padding. */
  readonly bytes: Uint8Array
  readonly luma: Uint8Array
  readonly chromaU: Uint8Array
  readonly chromaV: Uint8Array
}

export type Colour = { readonly luma: number; readonly u: number; readonly v: number }

export function createYuvFrame(widthPx: number, heightPx: number): YuvFrame {
  const lumaBytes = widthPx * heightPx
  const chromaBytes = lumaBytes / 4
  const bytes = new Uint8Array(lumaBytes + 2 * chromaBytes)
  return {
    widthPx,
    heightPx,
    bytes,
    luma: bytes.subarray(0, lumaBytes),
    chromaU: bytes.subarray(lumaBytes, lumaBytes + chromaBytes),
    chromaV: bytes.subarray(lumaBytes + chromaBytes),
  }
}

/** BT.601, limited range, as ffmpeg assumes for small pictures. Channels 0–255. */
export function rgb(red: number, green: number, blue: number): Colour {
  return {
    luma: 16 + (65.481 * red + 128.553 * green + 24.966 * blue) / 255,
    u: 128 + (-37.797 * red - 74.203 * green + 112 * blue) / 255,
    v: 128 + (112 * red - 93.786 * green - 18.214 * blue) / 255,
  }
}

export function mixColours(first: Colour, second: Colour, share: number): Colour {
  return {
    luma: first.luma + (second.luma - first.luma) * share,
    u: first.u + (second.u - first.u) * share,
    v: first.v + (second.v - first.v) * share,
  }
}

/** Averages blocks of `factor`×`factor` pixels: a large drawing becomes a small one with smooth edges. */
export function shrinkFrame(source: YuvFrame, factor: number): YuvFrame {
  const target = createYuvFrame(source.widthPx / factor, source.heightPx / factor)
  shrinkPlane(source.luma, source.widthPx, target.luma, target.widthPx, factor)
  shrinkPlane(source.chromaU, source.widthPx / 2, target.chromaU, target.widthPx / 2, factor)
  shrinkPlane(source.chromaV, source.widthPx / 2, target.chromaV, target.widthPx / 2, factor)
  return target
}

function shrinkPlane(
  source: Uint8Array,
  sourceWidth: number,
  target: Uint8Array,
  width: number,
  factor: number,
): void {
  for (let index = 0; index < target.length; index += 1) {
    const left = (index % width) * factor
    const top = Math.floor(index / width) * factor
    let sum = 0
    for (let y = top; y < top + factor; y += 1) {
      for (let x = left; x < left + factor; x += 1) sum += source[y * sourceWidth + x] ?? 0
    }
    target[index] = Math.round(sum / (factor * factor))
  }
}
