import type { Scenery } from './actors.ts'
import { drawText, textWidth } from './bitmap-text.ts'
import type { Painter } from './paint.ts'
import { chairmanLook, drawSeatedFacing, drawSeatedFromBehind, drawWalking } from './person.ts'
import { byDepth, drawVisitor, lookOf, type Room, type RoomPlan } from './room.ts'
import { ellipse, limb, polygon, rectangle, roundedRectangle, type Point } from './shapes.ts'
import { rgb } from './yuv-frame.ts'

const tableEdgeY = 204
const chairmanSeat = { x: 322, y: 214, unit: 1.5 }
const chairmanExitX = 470
const guestSeats = [
  { x: 262, y: 318, unit: 1.86 },
  { x: 386, y: 318, unit: 1.86 },
] as const

const plan: RoomPlan = {
  door: [-55, 336],
  seats: [
    [262, 344],
    [386, 344],
  ],
  bench: [
    [560, 250],
    [606, 262],
    [560, 250],
  ],
  benchDrop: 60,
}

const white = rgb(250, 250, 246)
const black = rgb(0, 0, 0)
const gold = rgb(252, 216, 80)
const red = { top: rgb(196, 32, 34), bottom: rgb(150, 20, 24) } as const

/** The citizen reception room: the chair of the commune behind a table, citizens opposite. */
export const receptionRoom: Room = {
  drawBackground(painter) {
    drawShell(painter)
    drawBackdrop(painter)
    drawWindow(painter)
    drawBookcase(painter)
    drawWaitingChairs(painter)
    drawTable(painter)
    for (const seat of guestSeats) drawGuestChair(painter, seat.x)
  },
  drawPeople(painter, scenery, stationMs) {
    drawChairman(painter, scenery, stationMs)
    drawTableThings(painter)
    for (const pose of byDepth(scenery.actors)) {
      if (pose.action === 'sit') {
        const seat = guestSeats[pose.partyIndex] ?? guestSeats[0]
        const lean = Math.sin(stationMs / 1_500 + pose.person.lookSeed)
        drawSeatedFromBehind(painter, lookOf(pose), seat, lean, 42 + 2 * Math.sin(stationMs / 900))
        drawGuestChairBack(painter, seat.x)
      } else {
        drawVisitor(painter, plan, pose, stationMs)
      }
    }
  },
}

function drawShell(painter: Painter): void {
  painter.fill(rectangle(0, 0, 640, 216), { top: rgb(226, 214, 190), bottom: rgb(208, 194, 168) })
  painter.fill(rectangle(0, 146, 640, 216), { top: rgb(150, 106, 70), bottom: rgb(124, 86, 56) })
  painter.fill(rectangle(0, 143, 640, 147), rgb(104, 70, 44))
  for (let x = 20; x < 640; x += 62) {
    painter.fill(rectangle(x, 154, x + 46, 200), rgb(118, 80, 52))
    painter.fill(rectangle(x + 3, 157, x + 43, 197), { top: rgb(158, 114, 76), bottom: rgb(136, 96, 62) })
  }
  painter.fill(rectangle(0, 209, 640, 217), rgb(84, 56, 36))
  painter.fill(rectangle(0, 216, 640, 360), { top: rgb(150, 116, 88), bottom: rgb(186, 150, 116) })
  for (let line = -10; line <= 20; line += 1) {
    painter.fill(limb(320 + (line - 5) * 34, 217, 320 + (line - 5) * 84, 360, 0.5), rgb(134, 102, 76))
  }
  painter.fill(ellipse(322, 330, 250, 46), rgb(120, 44, 46), 0.75)
  painter.fill(ellipse(322, 330, 232, 40), rgb(146, 62, 58), 0.75)
  painter.fill(ellipse(320, 4, 240, 34), white, 0.16)
}

function drawBackdrop(painter: Painter): void {
  painter.fill(rectangle(188, 44, 460, 206), { top: red.top, bottom: rgb(120, 16, 20) })
  for (let x = 196; x < 460; x += 17) painter.fill(rectangle(x, 44, x + 5, 206), black, 0.1)
  painter.fill(rectangle(182, 40, 466, 47), rgb(110, 72, 42))
  const title = 'TIEP CONG DAN'
  drawText(painter, title, 324 - textWidth(title, 2.6) / 2, 56, 2.6, gold)
  const rule = 'DUNG PHAP LUAT - TAN TINH - CONG KHAI'
  drawText(painter, rule, 324 - textWidth(rule, 1) / 2, 82, 1, rgb(250, 224, 150))
  drawFlag(painter, 138, 62)
}

function drawFlag(painter: Painter, x: number, y: number): void {
  painter.fill(limb(x - 26, y - 6, x - 26, 212, 1.8), rgb(196, 164, 96))
  painter.fill(ellipse(x - 26, 213, 12, 3.4), rgb(110, 84, 50))
  painter.fill(
    polygon([
      [x - 25, y - 4],
      [x + 24, y + 2],
      [x + 21, y + 40],
      [x - 25, y + 36],
    ]),
    red,
  )
  const centre: Point = [x - 1, y + 18]
  for (let ray = 0; ray < 5; ray += 1) {
    const angle = (ray / 5) * 2 * Math.PI - Math.PI / 2
    const corner = (turn: number, radius: number): Point => [
      centre[0] + Math.cos(angle + turn) * radius,
      centre[1] + Math.sin(angle + turn) * radius,
    ]
    painter.fill(polygon([corner(0, 10.5), corner(0.63, 4.2), centre]), gold)
    painter.fill(polygon([corner(0, 10.5), corner(-0.63, 4.2), centre]), gold)
  }
}

function drawWindow(painter: Painter): void {
  painter.fill(rectangle(500, 40, 596, 138), rgb(120, 84, 56))
  painter.fill(rectangle(505, 45, 591, 133), { top: rgb(196, 224, 240), bottom: rgb(224, 236, 226) })
  painter.fill(ellipse(528, 134, 26, 20), rgb(126, 168, 118), 0.8, 133)
  painter.fill(ellipse(570, 136, 30, 26), rgb(106, 152, 104), 0.8, 133)
  painter.fill(rectangle(546, 45, 550, 133), rgb(120, 84, 56))
  painter.fill(rectangle(505, 86, 591, 89), rgb(120, 84, 56))
  for (const [left, right] of [
    [492, 512],
    [584, 604],
  ] as const) {
    painter.fill(rectangle(left, 36, right, 142), { top: rgb(236, 226, 196), bottom: rgb(214, 202, 168) })
    painter.fill(rectangle((left + right) / 2 - 1, 36, (left + right) / 2 + 2, 142), black, 0.1)
  }
}

function drawBookcase(painter: Painter): void {
  painter.fill(rectangle(14, 62, 92, 214), rgb(96, 62, 40))
  for (let shelf = 0; shelf < 4; shelf += 1) {
    const top = 68 + shelf * 36
    painter.fill(rectangle(19, top, 87, top + 31), rgb(58, 38, 26))
    for (let book = 0; book < 9; book += 1) {
      const colours = [
        rgb(150, 50, 48),
        rgb(50, 86, 130),
        rgb(196, 160, 84),
        rgb(70, 110, 80),
        rgb(200, 196, 186),
      ] as const
      const colour = colours[(book * 3 + shelf * 2) % colours.length] ?? colours[0]
      const left = 21 + book * 7.2
      painter.fill(rectangle(left, top + 5 + ((book + shelf) % 3) * 3, left + 6, top + 31), colour)
    }
  }
}

function drawWaitingChairs(painter: Painter): void {
  for (const [x, y] of [
    [560, 250],
    [606, 262],
  ] as const) {
    painter.fill(ellipse(x, y + 60, 28, 6), black, 0.2)
    for (const side of [-1, 1])
      painter.fill(limb(x + side * 20, y + 4, x + side * 20, y + 58, 2.4), rgb(92, 58, 36))
    painter.fill(roundedRectangle(x - 24, y - 52, x + 24, y + 2, 6), {
      top: rgb(122, 78, 48),
      bottom: rgb(104, 64, 40),
    })
    painter.fill(roundedRectangle(x - 18, y - 45, x + 18, y - 6, 5), rgb(150, 102, 66))
    painter.fill(roundedRectangle(x - 25, y - 2, x + 25, y + 12, 5), {
      top: rgb(140, 92, 58),
      bottom: rgb(100, 62, 38),
    })
  }
}

function drawTable(painter: Painter): void {
  painter.fill(ellipse(322, 326, 220, 13), black, 0.22)
  painter.fill(
    polygon([
      [196, tableEdgeY],
      [448, tableEdgeY],
      [500, 258],
      [144, 258],
    ]),
    {
      top: rgb(176, 122, 76),
      bottom: rgb(140, 92, 54),
    },
  )
  painter.fill(
    polygon([
      [214, 208],
      [300, 208],
      [262, 252],
      [168, 252],
    ]),
    white,
    0.07,
  )
  painter.fill(rectangle(144, 258, 500, 265), rgb(98, 60, 34))
  painter.fill(rectangle(152, 265, 492, 322), { top: rgb(124, 78, 46), bottom: rgb(92, 56, 32) })
  for (const x of [160, 328]) painter.fill(rectangle(x, 271, x + 156, 316), rgb(106, 66, 38))
}

function drawGuestChair(painter: Painter, x: number): void {
  painter.fill(ellipse(x, 350, 46, 8), black, 0.22)
  painter.fill(roundedRectangle(x - 36, 310, x + 36, 330, 6), {
    top: rgb(120, 74, 46),
    bottom: rgb(84, 50, 30),
  })
  drawGuestChairBack(painter, x)
}

function drawGuestChairBack(painter: Painter, x: number): void {
  painter.fill(roundedRectangle(x - 33, 278, x + 33, 322, 8), {
    top: rgb(112, 68, 42),
    bottom: rgb(84, 50, 30),
  })
  painter.fill(roundedRectangle(x - 26, 284, x + 26, 314, 6), {
    top: rgb(148, 98, 62),
    bottom: rgb(126, 82, 50),
  })
}

function drawChairman(painter: Painter, scenery: Scenery, stationMs: number): void {
  painter.fill(roundedRectangle(294, 138, 350, 216, 12), rgb(70, 40, 26), 1, tableEdgeY)
  if (scenery.officerShare >= 1) {
    const seat = { legs: false, clipBottomY: tableEdgeY + 4 }
    drawSeatedFacing(
      painter,
      chairmanLook,
      chairmanSeat,
      seat,
      Math.sin(stationMs / 2_300),
      Math.sin(stationMs / 800),
    )
  } else if (scenery.officerShare > 0) {
    const x = chairmanExitX + (chairmanSeat.x - chairmanExitX) * scenery.officerShare
    const placement = { x, y: 262, unit: 1.44 }
    drawWalking(painter, chairmanLook, placement, x / 62, scenery.officerLeaving ? 1 : -1, tableEdgeY)
  }
}

function drawTableThings(painter: Painter): void {
  painter.fill(
    polygon([
      [276, 214],
      [368, 214],
      [372, 230],
      [272, 230],
    ]),
    { top: rgb(30, 74, 130), bottom: rgb(20, 56, 104) },
  )
  drawText(painter, 'CHU TICH UBND XA', 322 - textWidth('CHU TICH UBND XA', 0.9) / 2, 219, 0.9, white)
  painter.fill(
    polygon([
      [212, 220],
      [246, 220],
      [238, 236],
      [200, 236],
    ]),
    white,
  )
  painter.fill(
    polygon([
      [220, 223],
      [250, 223],
      [243, 240],
      [208, 240],
    ]),
    rgb(240, 238, 230),
  )
  painter.fill(ellipse(420, 232, 26, 7), rgb(90, 56, 34))
  painter.fill(ellipse(414, 222, 10, 9), white)
  painter.fill(ellipse(414, 213, 3, 2.4), rgb(60, 100, 170))
  painter.fill(limb(423, 222, 431, 217, 1.8, 1.2), white)
  for (const x of [432, 441]) painter.fill(roundedRectangle(x - 3.5, 227, x + 3.5, 235, 2), white)
}
