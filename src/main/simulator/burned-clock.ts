/**
 * The clock burned into the top-left corner of every drawn frame: `dd/MM/yyyy HH:mm:ss.t` in Vietnam time (UTC+7).
 *
 * One self-contained file without imports, Node or DOM: an end-to-end test can inject it into a browser page and read
 * the clock from a canvas grab. The layout is stated on a 640×360 grid and scaled, so grabs of any size are readable
 * as long as one font dot stays at least about one pixel wide (frames of 240 px width and more).
 */

const gridWidthPx = 640
const gridHeightPx = 360
const boxLeft = 8
const boxTop = 8
const boxPadding = 5
const dotSize = 3
const dotColumns = 5
const dotRows = 7
const characterAdvance = (dotColumns + 1) * dotSize
const characterCount = 21
const vietnamOffsetMs = 7 * 3_600_000

const lumaWhite = 235
const lumaBlack = 16
/** Below this spread between dark and bright samples there is no clock in the picture. */
const minimumContrast = 50
/** Mean difference per font dot, 0 = exact and 1 = inverted, above which a glyph counts as unreadable. */
const maximumMismatch = 0.25
/** A digit must fit better than the next best one by this much (one of its 35 dots weighs 0.029). */
const minimumMargin = 0.02

/** Seven rows of five dots, top to bottom; `#` is a lit dot. */
const glyphRows: Readonly<Record<string, readonly string[]>> = {
  '0': ['.###.', '#...#', '#..##', '#.#.#', '##..#', '#...#', '.###.'],
  '1': ['..#..', '.##..', '..#..', '..#..', '..#..', '..#..', '.###.'],
  '2': ['.###.', '#...#', '....#', '...#.', '..#..', '.#...', '#####'],
  '3': ['####.', '....#', '....#', '.###.', '....#', '....#', '####.'],
  '4': ['...#.', '..##.', '.#.#.', '#..#.', '#####', '...#.', '...#.'],
  '5': ['#####', '#....', '####.', '....#', '....#', '#...#', '.###.'],
  '6': ['..##.', '.#...', '#....', '####.', '#...#', '#...#', '.###.'],
  '7': ['#####', '....#', '...#.', '..#..', '.#...', '.#...', '.#...'],
  '8': ['.###.', '#...#', '#...#', '.###.', '#...#', '#...#', '.###.'],
  '9': ['.###.', '#...#', '#...#', '.####', '....#', '...#.', '.##..'],
  '/': ['....#', '....#', '...#.', '..#..', '.#...', '#....', '#....'],
  ':': ['.....', '.##..', '.##..', '.....', '.##..', '.##..', '.....'],
  '.': ['.....', '.....', '.....', '.....', '.....', '.##..', '.##..'],
  ' ': ['.....', '.....', '.....', '.....', '.....', '.....', '.....'],
}

/** What stands at each of the 21 places; `0` means any digit. */
const clockPattern = '00/00/0000 00:00:00.0'

export type ClockBox = {
  readonly leftPx: number
  readonly topPx: number
  readonly rightPx: number
  readonly bottomPx: number
}

/** The black box behind the text, in pixels of a frame of the given size; right and bottom are exclusive. */
export function burnedClockBox(widthPx: number, heightPx: number): ClockBox {
  const textWidth = characterCount * characterAdvance - dotSize
  const scaleX = widthPx / gridWidthPx
  const scaleY = heightPx / gridHeightPx
  return {
    leftPx: Math.round(boxLeft * scaleX),
    topPx: Math.round(boxTop * scaleY),
    rightPx: Math.round((boxLeft + textWidth + 2 * boxPadding) * scaleX),
    bottomPx: Math.round((boxTop + dotRows * dotSize + 2 * boxPadding) * scaleY),
  }
}

/** `dd/MM/yyyy HH:mm:ss.t` in Vietnam time, tenths cut off and not rounded. */
export function formatBurnedClock(epochMs: number): string {
  const local = new Date(epochMs + vietnamOffsetMs)
  const two = (value: number): string => String(value).padStart(2, '0')
  const date = `${two(local.getUTCDate())}/${two(local.getUTCMonth() + 1)}/${String(local.getUTCFullYear()).padStart(4, '0')}`
  const time = `${two(local.getUTCHours())}:${two(local.getUTCMinutes())}:${two(local.getUTCSeconds())}`
  return `${date} ${time}.${Math.floor(local.getUTCMilliseconds() / 100)}`
}

/** Draws box and text into the luma plane (row-major, no padding). The caller keeps the chroma of the box neutral. */
export function drawBurnedClock(luma: Uint8Array, widthPx: number, heightPx: number, epochMs: number): void {
  const box = burnedClockBox(widthPx, heightPx)
  for (let y = box.topPx; y < box.bottomPx; y += 1) {
    luma.fill(lumaBlack, y * widthPx + box.leftPx, y * widthPx + box.rightPx)
  }
  const text = formatBurnedClock(epochMs)
  for (let place = 0; place < text.length; place += 1) {
    const rows = glyphRows[text.charAt(place)] ?? []
    drawGlyph(luma, widthPx, heightPx, place, rows)
  }
}

function drawGlyph(
  luma: Uint8Array,
  widthPx: number,
  heightPx: number,
  place: number,
  rows: readonly string[],
): void {
  const scaleX = widthPx / gridWidthPx
  const scaleY = heightPx / gridHeightPx
  rows.forEach((row, rowIndex) => {
    const top = Math.round(dotTop(rowIndex) * scaleY)
    const bottom = Math.round((dotTop(rowIndex) + dotSize) * scaleY)
    for (let column = 0; column < dotColumns; column += 1) {
      if (row.charAt(column) !== '#') continue
      const left = Math.round(dotLeft(place, column) * scaleX)
      const right = Math.round((dotLeft(place, column) + dotSize) * scaleX)
      for (let y = top; y < bottom; y += 1) luma.fill(lumaWhite, y * widthPx + left, y * widthPx + right)
    }
  })
}

function dotLeft(place: number, column: number): number {
  return boxLeft + boxPadding + place * characterAdvance + column * dotSize
}

function dotTop(row: number): number {
  return boxTop + boxPadding + row * dotSize
}

/**
 * Reads the burned clock of a decoded frame.
 *
 * @param luma one byte per pixel, row-major, no padding (see `rgbaToLuma` for a canvas grab); any size, whole frame
 * @returns epoch milliseconds of the camera's clock, cut to tenths of a second, or null when no clock is readable
 */
export function readBurnedClock(
  luma: Uint8Array | Uint8ClampedArray,
  widthPx: number,
  heightPx: number,
): number | null {
  if (widthPx <= 0 || heightPx <= 0 || luma.length < widthPx * heightPx) return null
  const samples = sampleDots(luma, widthPx, heightPx)
  const sorted = [...samples].sort((first, second) => first - second)
  const dark = sorted[Math.floor(sorted.length * 0.1)] ?? 0
  const bright = sorted[Math.floor(sorted.length * 0.95)] ?? 0
  if (bright - dark < minimumContrast) return null
  const levels = samples.map((sample) => Math.min(1, Math.max(0, (sample - dark) / (bright - dark))))
  let text = ''
  for (let place = 0; place < characterCount; place += 1) {
    const dotsPerGlyph = dotColumns * dotRows
    const glyph = levels.slice(place * dotsPerGlyph, (place + 1) * dotsPerGlyph)
    const character = recogniseGlyph(glyph, clockPattern.charAt(place))
    if (character === null) return null
    text += character
  }
  return parseBurnedClock(text)
}

function sampleDots(luma: Uint8Array | Uint8ClampedArray, widthPx: number, heightPx: number): number[] {
  const samples: number[] = []
  for (let place = 0; place < characterCount; place += 1) {
    for (let row = 0; row < dotRows; row += 1) {
      for (let column = 0; column < dotColumns; column += 1) {
        const centreX = ((dotLeft(place, column) + dotSize / 2) / gridWidthPx) * widthPx
        const centreY = ((dotTop(row) + dotSize / 2) / gridHeightPx) * heightPx
        samples.push(sampleAround(luma, widthPx, heightPx, centreX, centreY))
      }
    }
  }
  return samples
}

/** The mean of five interpolated samples: the dot's centre and a sixth of a dot to each side. */
function sampleAround(
  luma: Uint8Array | Uint8ClampedArray,
  widthPx: number,
  heightPx: number,
  x: number,
  y: number,
): number {
  const stepX = (dotSize / 6 / gridWidthPx) * widthPx
  const stepY = (dotSize / 6 / gridHeightPx) * heightPx
  const at = (sampleX: number, sampleY: number): number =>
    interpolate(luma, widthPx, heightPx, sampleX, sampleY)
  return (at(x, y) + at(x - stepX, y) + at(x + stepX, y) + at(x, y - stepY) + at(x, y + stepY)) / 5
}

function interpolate(
  luma: Uint8Array | Uint8ClampedArray,
  widthPx: number,
  heightPx: number,
  x: number,
  y: number,
): number {
  const left = Math.max(0, Math.min(widthPx - 1, Math.floor(x - 0.5)))
  const top = Math.max(0, Math.min(heightPx - 1, Math.floor(y - 0.5)))
  const right = Math.min(widthPx - 1, left + 1)
  const bottom = Math.min(heightPx - 1, top + 1)
  const shareX = Math.max(0, Math.min(1, x - 0.5 - left))
  const shareY = Math.max(0, Math.min(1, y - 0.5 - top))
  const pixel = (column: number, row: number): number => luma[row * widthPx + column] ?? 0
  const upper = pixel(left, top) * (1 - shareX) + pixel(right, top) * shareX
  const lower = pixel(left, bottom) * (1 - shareX) + pixel(right, bottom) * shareX
  return upper * (1 - shareY) + lower * shareY
}

function recogniseGlyph(levels: readonly number[], expected: string): string | null {
  const candidates = expected === '0' ? '0123456789' : expected
  let best: string | null = null
  let bestMismatch = Number.POSITIVE_INFINITY
  let secondMismatch = Number.POSITIVE_INFINITY
  for (const candidate of candidates) {
    const mismatch = glyphMismatch(levels, candidate)
    if (mismatch < bestMismatch) {
      secondMismatch = bestMismatch
      bestMismatch = mismatch
      best = candidate
    } else {
      secondMismatch = Math.min(secondMismatch, mismatch)
    }
  }
  return bestMismatch <= maximumMismatch && secondMismatch - bestMismatch >= minimumMargin ? best : null
}

/** Mean difference per dot between sampled levels (0 dark, 1 bright) and a glyph. */
function glyphMismatch(levels: readonly number[], character: string): number {
  const dots = (glyphRows[character] ?? []).join('')
  const difference = levels.reduce(
    (sum, level, index) => sum + Math.abs(level - (dots.charAt(index) === '#' ? 1 : 0)),
    0,
  )
  return difference / levels.length
}

function parseBurnedClock(text: string): number | null {
  const [day, month, year, hour, minute, second, tenth] = (text.match(/\d+/g) ?? []).map(Number)
  if (day === undefined || month === undefined || year === undefined || hour === undefined) return null
  if (minute === undefined || second === undefined || tenth === undefined) return null
  const epochMs = Date.UTC(year, month - 1, day, hour, minute, second, tenth * 100) - vietnamOffsetMs
  // A misread field such as month 19 rolls over in Date.UTC: reading the result back shows it.
  return formatBurnedClock(epochMs) === text ? epochMs : null
}

/** Luma (BT.601 weights, 0–255) of RGBA pixels such as `CanvasRenderingContext2D.getImageData().data`. */
export function rgbaToLuma(rgba: Uint8Array | Uint8ClampedArray): Uint8ClampedArray {
  const luma = new Uint8ClampedArray(Math.floor(rgba.length / 4))
  for (let pixel = 0; pixel < luma.length; pixel += 1) {
    const red = rgba[pixel * 4] ?? 0
    const green = rgba[pixel * 4 + 1] ?? 0
    const blue = rgba[pixel * 4 + 2] ?? 0
    luma[pixel] = 0.299 * red + 0.587 * green + 0.114 * blue
  }
  return luma
}
