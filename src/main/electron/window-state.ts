import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'

/** Place and size in device-independent pixels. */
const windowState = z.object({
  x: z.number().int().optional(),
  y: z.number().int().optional(),
  width: z.number().int().min(800).max(20_000),
  height: z.number().int().min(500).max(20_000),
  isMaximized: z.boolean(),
})
export type WindowState = z.infer<typeof windowState>

type Area = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

/** Offices' screens: 1366 x 768 in full. */
const firstState: WindowState = { width: 1366, height: 728, isMaximized: true }

function isVisibleOn(area: Area, x: number, y: number): boolean {
  return x >= area.x && y >= area.y && x < area.x + area.width - 100 && y < area.y + area.height - 100
}

/** Reads where the window stood; a file that is missing or spoilt, or a screen that is gone, gives the first state. */
export function readWindowState(filePath: string, screens: readonly Area[]): WindowState {
  try {
    const state = windowState.parse(JSON.parse(readFileSync(filePath, 'utf8')))
    const { x, y, ...size } = state
    if (x === undefined || y === undefined) return state
    return screens.some((area) => isVisibleOn(area, x, y)) ? state : size
  } catch {
    // Only a convenience is lost, so nobody needs to hear of it.
    return firstState
  }
}

export function writeWindowState(filePath: string, state: WindowState): void {
  mkdirSync(dirname(filePath), { recursive: true })
  writeFileSync(filePath, JSON.stringify(state))
}
