import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createScript } from '#main/simulator/script/create-script.ts'
import { createRandom, type Random } from '#main/simulator/script/random.ts'
import type { SceneScript } from '#main/simulator/script/scene-script.ts'
import { createSceneRenderer } from '#main/simulator/scene/scene-renderer.ts'
import { PICTURE_HEIGHT_PX, PICTURE_WIDTH_PX, type GreyPicture } from '#shared/presence/grey-picture.model.ts'
import { createYuvFrame, type YuvFrame } from '#main/simulator/scene/yuv-frame.ts'

/** Of the drawn scenes, in pixels: three times the pictures that are looked at. */
const SCENE_WIDTH_PX = 3 * PICTURE_WIDTH_PX
const SCENE_HEIGHT_PX = 3 * PICTURE_HEIGHT_PX
/** Scenes are stated on a grid of 640 × 360. */
const GRID_WIDTH = 640
/** Between two keyframes. */
export const SCENE_STEP_MS = 2000

export type SceneTime = {
  readonly sinceMs: number
  /** 0–60, however long the scene is. */
  readonly minute: number
}

/** What makes a scene hard: changes the picture as it was drawn. */
export type Disturbance = (frame: YuvFrame, time: SceneTime, random: Random) => void

export type PresenceScene = {
  readonly name: string
  readonly script: SceneScript
  readonly disturb: Disturbance
}

const MINUTE_MS = 60_000

function forEachLuma(frame: YuvFrame, change: (luma: number, x: number, y: number) => number): void {
  const { luma, widthPx } = frame
  for (let index = 0; index < luma.length; index += 1) {
    const changed = change(luma[index] ?? 16, index % widthPx, Math.floor(index / widthPx))
    luma[index] = Math.max(16, Math.min(235, changed))
  }
}

/** Sides on the grid: left, top, right, bottom. */
function box(frame: YuvFrame, sides: readonly number[], luma: number): void {
  const [fromX, fromY, toX, toY] = sides.map((side) => Math.round((side * frame.widthPx) / GRID_WIDTH))
  for (let y = fromY ?? 0; y < (toY ?? 0); y += 1)
    frame.luma.fill(luma, y * frame.widthPx + (fromX ?? 0), y * frame.widthPx + (toX ?? 0))
}

/** A lamp goes out and on, the blinds on one side are drawn, and the day gets darker all the while. */
const changeLight: Disturbance = (frame, { minute }) => {
  const dusk = 1 - 0.35 * (minute / 60)
  const lamp = (minute > 12 && minute < 19) || (minute > 41 && minute < 44) ? 0.55 : 1
  const blinds = minute > 25 && minute < 36
  forEachLuma(frame, (luma, x) => {
    const side = blinds ? 0.6 + 0.4 * (x / frame.widthPx) : 1
    return 16 + (luma - 16) * dusk * lamp * side
  })
}

/** Fluorescent light against a shutter: the whole picture and bands in it get brighter and darker from frame to frame. */
const flicker: Disturbance = (frame, _time, random) => {
  const overall = random.between(0.86, 1.14)
  const phase = random.between(0, 6.28)
  forEachLuma(
    frame,
    (luma, _x, y) => 16 + (luma - 16) * overall * (1 + 0.06 * Math.sin(phase + (y / frame.heightPx) * 9)),
  )
}

/** A second clock of the recorder's own, with its hundredths, burned right into the seat. */
const clockOverlay: Disturbance = (frame, _time, random) => {
  for (let digit = 0; digit < 8; digit += 1) {
    const left = 276 + digit * 13
    box(frame, [left, 318, left + 11, 334], 20)
    for (let bar = 0; bar < 5; bar += 1)
      if (random.next() < 0.5) box(frame, [left + 1, 319 + bar * 3, left + 10, 321 + bar * 3], 225)
  }
}

/** A cheap sensor in bad light. */
const noise: Disturbance = (frame, _time, random) => {
  // In a smaller picture each pixel is the mean of several, and so is its noise.
  const strength = (17 * frame.widthPx) / SCENE_WIDTH_PX
  forEachLuma(frame, (luma) => {
    const sum = random.next() + random.next() + random.next() + random.next() - 2
    return luma + sum * strength
  })
}

/** The chair is put elsewhere twice, and a bag stands on it for a quarter of an hour. */
const movedChair: Disturbance = (frame, { minute }) => {
  const shift = minute < 14 ? 0 : minute < 38 ? 34 : -28
  if (shift !== 0) {
    box(frame, [300 + shift, 258, 352 + shift, 300], 58)
    box(frame, [306 + shift, 300, 346 + shift, 316], 44)
  }
  if (minute > 22 && minute < 37) box(frame, [318, 232, 350, 264], 190)
}

/** People cross the picture in front of the seat, one every other minute, and none of them stays. */
const passersBy: Disturbance = (frame, { sinceMs }) => {
  const crossingMs = 7000
  const inCycleMs = sinceMs % (2 * MINUTE_MS)
  if (inCycleMs > crossingMs) return
  const number = Math.floor(sinceMs / (2 * MINUTE_MS))
  const along = inCycleMs / crossingMs
  const left = Math.round((number % 2 === 0 ? along : 1 - along) * 580)
  const cloth = 60 + (number % 5) * 34
  box(frame, [left + 14, 150, left + 46, 186], 150)
  box(frame, [left, 186, left + 60, 290], cloth)
  box(frame, [left + 8, 290, left + 52, 356], 40)
}

const DISTURBANCES: Readonly<Record<string, Disturbance>> = {
  'light change': changeLight,
  flicker,
  'clock overlay': clockOverlay,
  noise,
  'moved chair': movedChair,
  'passer-by': passersBy,
}

/** Six scenes of a one-stop desk, each hard in its own way, with the script that says who sat where. */
export function presenceScenes(durationMs: number, startMs: number): PresenceScene[] {
  return Object.entries(DISTURBANCES).map(([name, disturb], index) => ({
    name,
    disturb,
    script: createScript({
      seed: 7100 + index,
      startMs,
      durationMs,
      room: 'one-stop-desk',
      unitCode: 'H42.18',
      firstCounter: 1,
      meanVisitSeconds: 240,
      breakChance: 0.1,
    }),
  }))
}

/** The scene's pictures in order. The same buffer is used again for the next one. */
function* drawScene(
  scene: PresenceScene,
  widthPx: number,
  heightPx: number,
): Generator<{ readonly frame: YuvFrame; readonly atMs: number }> {
  const { script } = scene
  const random = createRandom(script.visits.length + 17)
  const renderer = createSceneRenderer({
    widthPx,
    heightPx,
    cameraName: 'Quay 1',
    script,
  })
  const frame = createYuvFrame(widthPx, heightPx)
  for (let atMs = script.startMs; atMs < script.endMs; atMs += SCENE_STEP_MS) {
    renderer.render(frame, atMs, atMs)
    const sinceMs = atMs - script.startMs
    scene.disturb(frame, { sinceMs, minute: (60 * sinceMs) / (script.endMs - script.startMs) }, random)
    yield { frame, atMs }
  }
}

/** Encodes a scene as keyframes alone, as a camera's keyframes would come out of its stream: fragmented MP4, H.264. */
export async function encodeScene(
  ffmpeg: string,
  scene: PresenceScene,
  path: string,
  [widthPx, heightPx]: readonly [number, number] = [SCENE_WIDTH_PX, SCENE_HEIGHT_PX],
): Promise<void> {
  const size = `${widthPx}x${heightPx}`
  const args = [
    '-v',
    'error',
    '-y',
    '-f',
    'rawvideo',
    '-pix_fmt',
    'yuv420p',
    '-s',
    size,
    '-r',
    '0.5',
    '-i',
    'pipe:0',
  ]
  args.push('-c:v', 'libx264', '-preset', 'ultrafast', '-g', '1', '-crf', '27')
  args.push('-movflags', 'frag_keyframe+empty_moov+default_base_moof', '-f', 'mp4', path)
  const child = spawn(ffmpeg, args, { stdio: ['pipe', 'ignore', 'inherit'] })
  const ended = once(child, 'exit')
  for (const { frame } of drawScene(scene, widthPx, heightPx))
    if (!child.stdin.write(Uint8Array.from(frame.bytes))) await once(child.stdin, 'drain')
  child.stdin.end()
  await ended
}

/** The scene's pictures drawn as small as they are looked at, without a codec in between: a ninth of the work. */
export function sketchScene(scene: PresenceScene): GreyPicture[] {
  return Array.from(drawScene(scene, PICTURE_WIDTH_PX, PICTURE_HEIGHT_PX), ({ frame, atMs }) => ({
    atMs,
    pixels: frame.luma.slice(),
  }))
}
