import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import encodeQr from 'qr'
import { CODE_MS } from '#shared/clock-checks/clock-code.rules.ts'
import { type Footage, inTemporaryFolder, splitFootage } from './evidence-footage.ts'
import { ffmpegPath } from './test-host.ts'

export const FILM_FPS = 15
const [WIDTH_PX, HEIGHT_PX] = [960, 540]
/** The code fills a seventh of the picture's width, as a tablet held at arm's length does. */
const MODULE_PX = 4
const CODE_AT = { left: 517, top: 211 }

/** A room without light: the same at every run. */
function noise(length: number): Uint8Array {
  let state = 20_261_128
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return 90 + (state >>> 27)
  })
}

/** The code as a screen shows it and a lens blurs it: no module has a sharp edge. */
function drawCode(frame: Uint8Array, text: string): void {
  const modules = encodeQr(text, 'raw', { ecc: 'medium', border: 4 })
  const side = modules.length * MODULE_PX
  const lit = (x: number, y: number): number =>
    (modules[Math.floor(y / MODULE_PX)]?.[Math.floor(x / MODULE_PX)] ?? false) ? 35 : 205
  for (let y = 0; y < side; y += 1)
    for (let x = 0; x < side; x += 1) {
      let sum = 0
      for (const dy of [-1, 0, 1]) for (const dx of [-1, 0, 1]) sum += lit(x + dx, y + dy)
      const at = (CODE_AT.top + y) * WIDTH_PX + CODE_AT.left + x
      frame[at] = sum / 9 + ((frame[at] ?? 0) - 105) * 0.7
    }
}

/** Frame `number` was filmed so long after the film's beginning; the camera is in step with nothing. */
export const filmedAfterMs = (number: number): number => 37 + (number * 1000) / FILM_FPS

/** Films a screen that shows `codeAt(ms since the beginning)`, for `seconds`, as H.264 with a keyframe every 2 s. */
export function filmCodes(seconds: number, codeAt: (afterMs: number) => string | null): Promise<Footage> {
  return inTemporaryFolder(async (folder) => {
    const path = join(folder, 'codes.mp4')
    const size = ['-f', 'rawvideo', '-pix_fmt', 'gray', '-video_size', `${WIDTH_PX}x${HEIGHT_PX}`]
    const codec = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-crf', '26', '-bf', '0']
    const groups = ['-g', `${FILM_FPS * 2}`, '-keyint_min', `${FILM_FPS * 2}`, '-sc_threshold', '0']
    const child = spawn(
      await ffmpegPath(),
      ['-v', 'error', ...size, '-framerate', `${FILM_FPS}`, '-i', 'pipe:0', ...codec, ...groups].concat([
        '-movflags',
        'frag_keyframe+empty_moov+default_base_moof',
        path,
      ]),
      { stdio: ['pipe', 'ignore', 'inherit'] },
    )
    const ended = once(child, 'close')
    const ground = noise(WIDTH_PX * (HEIGHT_PX + 64))
    for (let number = 0; number < seconds * FILM_FPS; number += 1) {
      const shift = (number % 64) * WIDTH_PX
      const frame = ground.slice(shift, shift + WIDTH_PX * HEIGHT_PX)
      const text = codeAt(filmedAfterMs(number))
      if (text !== null) drawCode(frame, text)
      if (!child.stdin.write(frame)) await once(child.stdin, 'drain')
    }
    child.stdin.end()
    await ended
    return splitFootage(await readFile(path))
  })
}

/** What the page shows at an instant, of the codes that it fetched. */
export function shownAt(
  codes: readonly { readonly atMs: number; readonly text: string }[],
  atMs: number,
): string | null {
  return codes.find((code) => code.atMs <= atMs && atMs < code.atMs + CODE_MS)?.text ?? null
}
