import type { Gradient, Painter } from './paint.ts'
import { rectangle } from './shapes.ts'
import type { Colour } from './yuv-frame.ts'

/** Columns of a 5×7 capital font: five bytes per character, bit 0 on top. */
const glyphColumns: Readonly<Record<string, string>> = {
  A: '7e1111117e',
  B: '7f49494936',
  C: '3e41414122',
  D: '7f4141221c',
  E: '7f49494941',
  F: '7f09090901',
  G: '3e4149497a',
  H: '7f0808087f',
  I: '00417f4100',
  J: '2040413f01',
  K: '7f08142241',
  L: '7f40404040',
  M: '7f020c027f',
  N: '7f0408107f',
  O: '3e4141413e',
  P: '7f09090906',
  Q: '3e4151215e',
  R: '7f09192946',
  S: '4649494931',
  T: '01017f0101',
  U: '3f4040403f',
  V: '1f2040201f',
  W: '3f4038403f',
  X: '6314081463',
  Y: '0708700807',
  Z: '6151494543',
  '0': '3e5149453e',
  '1': '00427f4000',
  '2': '4261514946',
  '3': '2141454b31',
  '4': '1814127f10',
  '5': '2745454539',
  '6': '3c4a494930',
  '7': '0171090503',
  '8': '3649494936',
  '9': '064949291e',
  '-': '0808080808',
  '.': '0060600000',
  ':': '0036360000',
  '/': '2010080402',
  '(': '001c224100',
  ')': '0041221c00',
  '+': '08083e0808',
}

export const textAdvance = 6

/** Width on the drawing grid of a text drawn with dots of `dot`. */
export function textWidth(text: string, dot: number): number {
  return Math.max(0, text.length * textAdvance - 1) * dot
}

/** Capitals without diacritics: what the bitmap font can show ("Quầy tiếp dân" → "QUAY TIEP DAN"). */
export function plainCapitals(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .replaceAll(/[đĐ]/g, 'D')
    .toUpperCase()
}

/** Draws text with its top-left corner at (x, y); characters without a glyph stay blank. */
export function drawText(
  painter: Painter,
  text: string,
  x: number,
  y: number,
  dot: number,
  paint: Colour | Gradient,
): void {
  ;[...plainCapitals(text)].forEach((character, place) => {
    const columns = glyphColumns[character]
    if (columns === undefined) return
    for (let column = 0; column < 5; column += 1) {
      const bits = Number.parseInt(columns.slice(column * 2, column * 2 + 2), 16)
      drawColumn(painter, bits, x + (place * textAdvance + column) * dot, y, dot, paint)
    }
  })
}

function drawColumn(
  painter: Painter,
  bits: number,
  x: number,
  y: number,
  dot: number,
  paint: Colour | Gradient,
): void {
  for (let row = 0; row < 7; row += 1) {
    if ((bits & (1 << row)) === 0) continue
    painter.fill(rectangle(x, y + row * dot, x + dot, y + (row + 1) * dot), paint)
  }
}
