import type { Painter } from './paint.ts'
import { ellipse, limb, polygon } from './shapes.ts'
import { type Colour, mixColours, rgb } from './yuv-frame.ts'

export type Look = {
  readonly skin: Colour
  readonly hair: Colour
  readonly top: Colour
  readonly trousers: Colour
  readonly longHair: boolean
}

/** Where a person is: feet (standing) or hips (seated) on the drawing grid. One body is 105 units tall. */
export type Placement = { readonly x: number; readonly y: number; readonly unit: number }

const black = rgb(0, 0, 0)
const white = rgb(255, 255, 255)
const shoeColour = rgb(45, 40, 38)
const skins = [rgb(224, 178, 142), rgb(211, 162, 124), rgb(196, 146, 110)] as const
const hairs = [
  rgb(34, 28, 27),
  rgb(48, 38, 34),
  rgb(40, 34, 36),
  rgb(30, 26, 28),
  rgb(124, 120, 118),
] as const
const tops = [
  rgb(188, 62, 58),
  rgb(58, 112, 176),
  rgb(226, 178, 74),
  rgb(92, 146, 98),
  rgb(150, 96, 160),
  rgb(232, 228, 218),
  rgb(214, 128, 92),
  rgb(72, 150, 158),
] as const
const trousers = [rgb(50, 58, 82), rgb(66, 60, 56), rgb(92, 98, 108), rgb(122, 100, 78)] as const

export const officerLook: Look = {
  skin: skins[0],
  hair: hairs[0],
  top: rgb(214, 226, 240),
  trousers: rgb(44, 50, 66),
  longHair: false,
}

export const chairmanLook: Look = { ...officerLook, top: rgb(58, 66, 92), hair: rgb(70, 68, 70) }

export function lookFromSeed(lookSeed: number, longHair: boolean): Look {
  return {
    skin: skins[lookSeed % skins.length] ?? skins[0],
    hair: hairs[Math.floor(lookSeed / 3) % hairs.length] ?? hairs[0],
    top: tops[Math.floor(lookSeed / 15) % tops.length] ?? tops[0],
    trousers: trousers[Math.floor(lookSeed / 120) % trousers.length] ?? trousers[0],
    longHair,
  }
}

/** Seen from the side; `phase` runs 0–1 per two steps, `direction` is 1 to the right and −1 to the left. */
export function drawWalking(
  painter: Painter,
  look: Look,
  at: Placement,
  phase: number,
  direction: 1 | -1,
  clipBottomY?: number,
): void {
  const pen = personPen(painter, at, clipBottomY)
  const swing = Math.sin(phase * 2 * Math.PI)
  const bob = -Math.abs(Math.cos(phase * 2 * Math.PI)) * 1.2
  painter.fill(ellipse(at.x, at.y, 17 * at.unit, 4.5 * at.unit), black, 0.22, clipBottomY)
  pen.limb(0, -76 + bob, -13 * swing * direction, -50 + bob, 4.2, 3.4, mixColours(look.top, black, 0.3))
  for (const side of [-1, 1]) {
    const footX = 14 * swing * side * direction
    const lift = Math.max(0, Math.cos(phase * 2 * Math.PI) * side) * -4
    const shade = side === 1 ? 0 : 0.2
    pen.limb(0, -48 + bob, footX, -4 + lift, 6.4, 4.2, mixColours(look.trousers, black, shade))
    pen.ellipse(footX + 2.5 * direction, -2.5 + lift, 6, 3.2, shoeColour)
  }
  pen.limb(0, -74 + bob, 0, -54 + bob, 12, 10, look.top)
  pen.limb(-3 * direction, -72 + bob, -2 * direction, -56 + bob, 6, 6, mixColours(look.top, white, 0.06))
  pen.limb(0, -76 + bob, 14 * swing * direction, -50 + bob, 4.4, 3.6, mixColours(look.top, black, 0.12))
  pen.ellipse(14 * swing * direction, -48 + bob, 3.4, 3.4, look.skin)
  pen.limb(0, -88 + bob, 0, -82 + bob, 4, 4.6, mixColours(look.skin, black, 0.15))
  if (look.longHair) pen.limb(-3.5 * direction, -97 + bob, -6 * direction, -80 + bob, 6.5, 4.5, look.hair)
  pen.ellipse(-1 * direction, -97 + bob, 9.2, 10, look.hair)
  pen.ellipse(2.6 * direction, -95 + bob, 6.8, 8.4, look.skin)
  pen.ellipse(5.2 * direction, -96.5 + bob, 1, 1.2, black)
}

/** Seen from behind, sitting; `lean` −1…1 sways the upper body, `reach` is how high the hands lie above the hips. */
export function drawSeatedFromBehind(
  painter: Painter,
  look: Look,
  at: Placement,
  lean: number,
  reach: number,
): void {
  const pen = personPen(painter, at)
  const x = lean * 1.6
  const sleeve = mixColours(look.top, black, 0.16)
  for (const side of [-1, 1]) {
    pen.limb(13 * side + x, -31, 20 * side, -reach * 0.55, 5, 4.4, sleeve)
    pen.limb(20 * side, -reach * 0.55, 12 * side, -reach, 4.4, 3.4, sleeve)
    pen.ellipse(12 * side, -reach, 3.6, 3.2, look.skin)
  }
  pen.limb(x, -30, 0, -13, 16, 13, look.top)
  pen.limb(x - 5, -28, -4, -14, 7, 6, mixColours(look.top, white, 0.06))
  pen.limb(x * 1.2, -47, x, -42, 4.6, 5.4, mixColours(look.skin, black, 0.12))
  for (const side of [-1, 1]) pen.ellipse(9 * side + x * 1.4, -55, 2, 3, look.skin)
  pen.ellipse(x * 1.4, -57, 9.4, 10.6, look.hair)
  if (look.longHair) pen.limb(x * 1.4, -54, x, -38, 8.6, 6, look.hair)
  pen.ellipse(x * 1.4 - 2.5, -61, 4, 4, mixColours(look.hair, white, 0.12))
}

export type Seat = {
  /** Whether the legs show (a bench) or something hides them (a desk). */
  readonly legs: boolean
  readonly clipBottomY?: number | undefined
}

/** Facing the camera, sitting; `nod` −1…1 moves the head, `work` −1…1 the hands. */
export function drawSeatedFacing(
  painter: Painter,
  look: Look,
  at: Placement,
  seat: Seat,
  nod: number,
  work: number,
): void {
  const pen = personPen(painter, at, seat.clipBottomY)
  const headX = nod * 1.3
  const headY = -57 + Math.abs(nod) * 1.2
  if (look.longHair) pen.limb(headX, headY, headX, -40, 9.5, 8, look.hair)
  if (seat.legs) drawLap(pen, look)
  pen.limb(0, -30, 0, -6, 15, 12.5, look.top)
  pen.limb(-5, -28, -5, -8, 6, 6, mixColours(look.top, white, 0.06))
  const sleeve = mixColours(look.top, black, 0.14)
  for (const side of [-1, 1]) {
    const handY = -6 + work * side * 1.4
    pen.limb(14 * side, -32, 18 * side, -15, 4.8, 4.2, sleeve)
    pen.limb(18 * side, -15, 8 * side, handY, 4.2, 3.4, sleeve)
    pen.ellipse(7.5 * side, handY, 3.4, 3, look.skin)
  }
  pen.limb(headX * 0.6, -46, 0, -41, 4.2, 5, mixColours(look.skin, black, 0.15))
  pen.polygon(
    [
      [-4.5, -42],
      [4.5, -42],
      [0, -34],
    ],
    mixColours(look.top, white, 0.5),
  )
  drawFace(pen, look, headX, headY)
}

function drawLap(pen: PersonPen, look: Look): void {
  for (const side of [-1, 1]) {
    pen.limb(7 * side, -2, 9 * side, 9, 7, 6.4, mixColours(look.trousers, white, 0.06))
    pen.limb(9 * side, 10, 9 * side, 34, 5.6, 4.2, look.trousers)
    pen.ellipse(9.5 * side, 37, 5, 3.4, shoeColour)
  }
}

function drawFace(pen: PersonPen, look: Look, x: number, y: number): void {
  pen.ellipse(x, y - 1, 9.4, 10.4, look.hair)
  pen.ellipse(x, y + 1.8, 7.6, 8.8, look.skin)
  pen.ellipse(x, y - 6.4, 7.4, 3.6, look.hair)
  for (const side of [-1, 1]) {
    pen.ellipse(x + 3 * side, y + 0.6, 1.15, 1, black)
    pen.limb(x + 1.8 * side, y - 1.6, x + 4.4 * side, y - 1.5, 0.5, 0.4, look.hair)
  }
  pen.limb(x - 2, y + 6.2, x + 2, y + 6.2, 0.6, 0.6, rgb(160, 84, 78))
  pen.limb(x, y + 2.2, x, y + 3.6, 0.7, 0.9, mixColours(look.skin, black, 0.14))
}

type PersonPen = {
  ellipse(x: number, y: number, radiusX: number, radiusY: number, colour: Colour): void
  limb(
    x1: number,
    y1: number,
    x2: number,
    y2: number,
    radius: number,
    endRadius: number,
    colour: Colour,
  ): void
  polygon(points: readonly (readonly [number, number])[], colour: Colour): void
}

/** Draws in body units relative to a placement. */
function personPen(painter: Painter, at: Placement, clipBottomY?: number): PersonPen {
  const px = (x: number): number => at.x + x * at.unit
  const py = (y: number): number => at.y + y * at.unit
  return {
    ellipse(x, y, radiusX, radiusY, colour) {
      painter.fill(ellipse(px(x), py(y), radiusX * at.unit, radiusY * at.unit), colour, 1, clipBottomY)
    },
    limb(x1, y1, x2, y2, radius, endRadius, colour) {
      const shape = limb(px(x1), py(y1), px(x2), py(y2), radius * at.unit, endRadius * at.unit)
      painter.fill(shape, colour, 1, clipBottomY)
    },
    polygon(points, colour) {
      painter.fill(polygon(points.map(([x, y]) => [px(x), py(y)] as const)), colour, 1, clipBottomY)
    },
  }
}
