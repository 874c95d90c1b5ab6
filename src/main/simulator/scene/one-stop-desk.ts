import type { Scenery } from './actors.ts'
import { drawText, textWidth } from './bitmap-text.ts'
import type { Painter } from './paint.ts'
import { drawSeatedFacing, drawSeatedFromBehind, drawWalking, officerLook } from './person.ts'
import { byDepth, drawVisitor, lookOf, type Room, type RoomPlan } from './room.ts'
import { ellipse, limb, polygon, rectangle, roundedRectangle } from './shapes.ts'
import { rgb } from './yuv-frame.ts'

const counterEdgeY = 196
const officerSeat = { x: 402, y: 204, unit: 1.42 }
const officerExitX = 545
const citizenSeat = { x: 330, y: 302, unit: 1.78 }

const plan: RoomPlan = {
  door: [690, 326],
  seats: [
    [330, 330],
    [290, 330],
  ],
  bench: [
    [60, 244],
    [112, 244],
    [164, 244],
  ],
  benchDrop: 58,
}

const white = rgb(250, 250, 246)
const black = rgb(0, 0, 0)
const gold = rgb(250, 214, 84)

/** The one-stop desk: counter with an officer behind it, citizen's chair in front, waiting bench, notice board. */
export const oneStopDesk: Room = {
  drawBackground(painter) {
    drawShell(painter)
    drawNoticeBoard(painter)
    drawBanner(painter)
    drawBench(painter)
    drawPlant(painter)
    drawCounter(painter)
    drawChair(painter)
  },
  drawPeople(painter, scenery, stationMs) {
    drawOfficer(painter, scenery, stationMs)
    drawDeskThings(painter)
    for (const pose of byDepth(scenery.actors)) {
      if (pose.action === 'sit') {
        const lean = Math.sin(stationMs / 1_300 + pose.person.lookSeed)
        drawSeatedFromBehind(painter, lookOf(pose), citizenSeat, lean, 46 + Math.sin(stationMs / 700))
        drawChairBack(painter)
      } else {
        drawVisitor(painter, plan, pose, stationMs)
      }
    }
  },
}

function drawShell(painter: Painter): void {
  painter.fill(rectangle(0, 0, 640, 212), { top: rgb(232, 228, 208), bottom: rgb(216, 212, 190) })
  painter.fill(rectangle(0, 150, 640, 212), { top: rgb(150, 176, 162), bottom: rgb(136, 162, 150) })
  painter.fill(rectangle(0, 148, 640, 151), rgb(110, 132, 122))
  painter.fill(rectangle(0, 206, 640, 213), rgb(104, 92, 82))
  painter.fill(rectangle(0, 212, 640, 360), { top: rgb(176, 168, 156), bottom: rgb(206, 200, 190) })
  for (const y of [226, 246, 273, 308, 352]) painter.fill(rectangle(0, y, 640, y + 1.2), rgb(160, 152, 142))
  for (let line = -8; line <= 16; line += 1) {
    painter.fill(limb(320 + (line - 4) * 46, 213, 320 + (line - 4) * 92, 360, 0.5), rgb(164, 156, 146))
  }
  painter.fill(
    polygon([
      [572, 0],
      [640, 0],
      [640, 282],
      [572, 212],
    ]),
    { top: rgb(214, 210, 192), bottom: rgb(184, 182, 168) },
  )
  painter.fill(
    polygon([
      [590, 78],
      [634, 62],
      [634, 277],
      [590, 231],
    ]),
    rgb(106, 78, 56),
  )
  painter.fill(
    polygon([
      [595, 84],
      [630, 71],
      [630, 270],
      [595, 233],
    ]),
    { top: rgb(176, 206, 220), bottom: rgb(140, 156, 158) },
  )
  painter.fill(limb(599, 168, 599, 186, 1.6), rgb(210, 190, 120))
  painter.fill(ellipse(360, 6, 210, 36), white, 0.16)
}

function drawNoticeBoard(painter: Painter): void {
  painter.fill(rectangle(26, 58, 190, 144), rgb(122, 88, 58))
  painter.fill(rectangle(31, 63, 185, 139), { top: rgb(60, 106, 92), bottom: rgb(52, 94, 82) })
  drawText(painter, 'NIEM YET THU TUC', 108 - textWidth('NIEM YET THU TUC', 1.3) / 2, 67, 1.3, gold)
  for (let sheet = 0; sheet < 10; sheet += 1) {
    const left = 36 + (sheet % 5) * 30
    const top = 81 + Math.floor(sheet / 5) * 29
    painter.fill(rectangle(left + 1.5, top + 1.5, left + 25.5, top + 26.5), black, 0.25)
    painter.fill(rectangle(left, top, left + 24, top + 25), sheet % 4 === 2 ? rgb(252, 240, 190) : white)
    painter.fill(rectangle(left + 4, top + 3, left + 20, top + 5), rgb(190, 60, 56))
    for (let line = 0; line < 5; line += 1) {
      const right = left + 21 - (line % 3) * 4
      painter.fill(rectangle(left + 3, top + 8 + line * 3.2, right, top + 9 + line * 3.2), rgb(120, 120, 126))
    }
  }
}

function drawBanner(painter: Painter): void {
  const title = 'BO PHAN TIEP NHAN VA TRA KET QUA'
  painter.fill(rectangle(216, 49, 566, 77), black, 0.18)
  painter.fill(rectangle(214, 46, 564, 74), { top: rgb(206, 42, 38), bottom: rgb(178, 28, 28) })
  drawText(painter, title, 389 - textWidth(title, 1.7) / 2, 54, 1.7, gold)
  painter.fill(ellipse(519, 106, 17, 17), rgb(90, 70, 56))
  painter.fill(ellipse(519, 106, 14.5, 14.5), white)
  painter.fill(limb(519, 106, 519, 96, 0.9), rgb(40, 40, 40))
  painter.fill(limb(519, 106, 526, 109, 1.1), rgb(40, 40, 40))
  painter.fill(rectangle(236, 92, 308, 140), rgb(140, 116, 88))
  painter.fill(rectangle(239, 95, 305, 137), { top: rgb(236, 232, 214), bottom: rgb(222, 226, 214) })
  painter.fill(
    polygon([
      [246, 133],
      [262, 111],
      [279, 133],
    ]),
    rgb(122, 160, 120),
  )
  painter.fill(
    polygon([
      [264, 133],
      [284, 104],
      [301, 133],
    ]),
    rgb(92, 138, 104),
  )
  painter.fill(ellipse(257, 105, 4.5, 4.5), rgb(232, 150, 80))
}

function drawBench(painter: Painter): void {
  painter.fill(ellipse(112, 304, 104, 10), black, 0.16)
  for (const x of [34, 190]) {
    painter.fill(rectangle(x - 3, 248, x + 3, 302), rgb(120, 124, 130))
    painter.fill(rectangle(x - 10, 298, x + 10, 302), rgb(96, 100, 106))
  }
  for (const x of [60, 112, 164]) {
    painter.fill(roundedRectangle(x - 24, 196, x + 24, 236, 5), {
      top: rgb(96, 138, 176),
      bottom: rgb(70, 110, 150),
    })
    painter.fill(roundedRectangle(x - 25, 238, x + 25, 256, 6), {
      top: rgb(110, 152, 188),
      bottom: rgb(64, 100, 138),
    })
  }
}

function drawPlant(painter: Painter): void {
  painter.fill(
    polygon([
      [543, 226],
      [569, 226],
      [565, 254],
      [547, 254],
    ]),
    { top: rgb(186, 106, 72), bottom: rgb(150, 82, 56) },
  )
  for (const [x, y] of [
    [538, 186],
    [548, 172],
    [557, 168],
    [566, 178],
    [574, 192],
  ] as const) {
    painter.fill(limb(556, 228, x, y, 2.4, 5.5), rgb(66, 124, 70))
    painter.fill(limb(556, 226, x + 2, y + 6, 1, 2.4), rgb(98, 158, 92))
  }
}

function drawCounter(painter: Painter): void {
  painter.fill(ellipse(372, 288, 196, 11), black, 0.2)
  painter.fill(
    polygon([
      [212, counterEdgeY],
      [528, counterEdgeY],
      [540, 214],
      [200, 214],
    ]),
    {
      top: rgb(226, 206, 170),
      bottom: rgb(204, 176, 132),
    },
  )
  painter.fill(rectangle(200, 214, 540, 219), rgb(132, 98, 64))
  painter.fill(rectangle(204, 219, 536, 286), { top: rgb(178, 138, 94), bottom: rgb(140, 102, 66) })
  for (const x of [287, 370, 453]) painter.fill(rectangle(x, 222, x + 1.6, 284), rgb(120, 86, 56))
  painter.fill(roundedRectangle(384, 228, 440, 248, 3), rgb(24, 84, 142))
  drawText(painter, 'QUAY 1', 412 - textWidth('QUAY 1', 1.4) / 2, 233, 1.4, white)
}

function drawChair(painter: Painter): void {
  painter.fill(ellipse(330, 336, 42, 8), black, 0.2)
  for (const x of [304, 356]) painter.fill(limb(x, 306, x, 334, 2.4), rgb(70, 72, 78))
  painter.fill(roundedRectangle(298, 296, 362, 312, 6), { top: rgb(82, 86, 96), bottom: rgb(56, 58, 66) })
  drawChairBack(painter)
}

function drawChairBack(painter: Painter): void {
  painter.fill(roundedRectangle(300, 262, 360, 300, 8), { top: rgb(76, 82, 98), bottom: rgb(54, 58, 70) })
  painter.fill(roundedRectangle(305, 267, 355, 272, 2.5), rgb(102, 110, 128))
}

function drawOfficer(painter: Painter, scenery: Scenery, stationMs: number): void {
  if (scenery.officerShare >= 1) {
    const seat = { legs: false, clipBottomY: counterEdgeY }
    const nod = Math.sin(stationMs / 1_900) * 0.9
    drawSeatedFacing(painter, officerLook, officerSeat, seat, nod, Math.sin(stationMs / 260))
  } else if (scenery.officerShare > 0) {
    const x = officerExitX + (officerSeat.x - officerExitX) * scenery.officerShare
    const placement = { x, y: 250, unit: 1.36 }
    drawWalking(painter, officerLook, placement, x / 62, scenery.officerLeaving ? 1 : -1, counterEdgeY)
  }
}

/** Stands between the officer and the camera. */
function drawDeskThings(painter: Painter): void {
  painter.fill(rectangle(466, 192, 484, 206), rgb(60, 62, 66))
  painter.fill(roundedRectangle(446, 154, 504, 193, 3), { top: rgb(52, 54, 60), bottom: rgb(36, 38, 42) })
  painter.fill(ellipse(475, 173, 4, 4), rgb(92, 96, 104))
  painter.fill(ellipse(475, 207, 16, 3), rgb(60, 62, 66))
  painter.fill(
    polygon([
      [352, 201],
      [378, 201],
      [380, 209],
      [350, 209],
    ]),
    white,
  )
  painter.fill(rectangle(240, 188, 278, 206), { top: rgb(238, 232, 214), bottom: rgb(208, 200, 180) })
  painter.fill(rectangle(240, 192, 278, 193.4), rgb(150, 140, 120))
  painter.fill(rectangle(240, 198, 278, 199.4), rgb(150, 140, 120))
}
