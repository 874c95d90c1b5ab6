import encodeQr from 'qr'
import type { YuvFrame } from './yuv-frame.ts'

/** A QR code, and from when to when (station time) a screen shows it. */
export type ShownCode = { readonly fromMs: number; readonly toMs: number; readonly text: string }

/** A telephone that somebody holds into the picture. */
export type HeldScreen = {
  /** Takes the place of what was shown. */
  show(codes: readonly ShownCode[]): void
  draw(frame: YuvFrame, stationMs: number): void
}

const quietModules = 4
const moduleShareOfWidth = 0.0065
const leastModulePx = 2
const bezelPx = 6
const place = { left: 0.64, top: 0.28 }
const lit = 225
const unlit = 22
const neutralChroma = 128

export function createHeldScreen(): HeldScreen {
  let shown: readonly ShownCode[] = []
  let drawn: { readonly text: string; readonly modules: readonly (readonly boolean[])[] } | null = null

  function modulesOf(text: string): readonly (readonly boolean[])[] {
    if (drawn?.text !== text)
      drawn = { text, modules: encodeQr(text, 'raw', { ecc: 'medium', border: quietModules }) }
    return drawn.modules
  }

  return {
    show(codes) {
      shown = codes
    },
    draw(frame, stationMs) {
      const code = shown.find(({ fromMs, toMs }) => fromMs <= stationMs && stationMs < toMs)
      if (code) drawModules(frame, modulesOf(code.text))
    },
  }
}

function drawModules(frame: YuvFrame, modules: readonly (readonly boolean[])[]): void {
  const modulePx = Math.max(leastModulePx, Math.round(frame.widthPx * moduleShareOfWidth))
  const side = modules.length * modulePx
  const left = even(frame.widthPx * place.left)
  const top = even(frame.heightPx * place.top)
  const height = Math.min(side + bezelPx, frame.heightPx - top)
  const width = Math.min(side + bezelPx, frame.widthPx - left)
  for (let y = -bezelPx; y < height; y += 1) {
    for (let x = -bezelPx; x < width; x += 1) {
      const isInside = x >= 0 && y >= 0 && x < side && y < side
      const isDark = !isInside || (modules[Math.floor(y / modulePx)]?.[Math.floor(x / modulePx)] ?? false)
      frame.luma[(top + y) * frame.widthPx + left + x] = isDark ? unlit : lit
    }
  }
  const chromaWidth = frame.widthPx / 2
  for (let row = (top - bezelPx) / 2; row < (top + height) / 2; row += 1) {
    const from = row * chromaWidth + (left - bezelPx) / 2
    const to = row * chromaWidth + (left + width) / 2
    frame.chromaU.fill(neutralChroma, from, to)
    frame.chromaV.fill(neutralChroma, from, to)
  }
}

function even(value: number): number {
  return Math.round(value / 2) * 2
}
