import type { FootageSpan } from '#shared/recordings/recordings.model.ts'
import { Player } from '#renderer/player/player.ts'
import { chooseSource } from '#renderer/player/source-choice.ts'
import { SCRIPT_T0, ScriptedEngine } from './scripted-engine.ts'

/** Timers and a steady clock that stand until the test lets time pass. */
export function scriptedTime() {
  let nowMs = 0
  let waiting: { readonly atMs: number; readonly delayMs: number; readonly act: () => void }[] = []
  return {
    steadyMs: () => nowMs,
    after: (delayMs: number, act: () => void) => {
      const entry = { atMs: nowMs + delayMs, delayMs, act }
      waiting.push(entry)
      return () => {
        waiting = waiting.filter((other) => other !== entry)
      }
    },
    delays: () => waiting.map(({ delayMs }) => delayMs),
    pass: (ms: number) => {
      const untilMs = nowMs + ms
      for (;;) {
        const next = waiting.toSorted((a, b) => a.atMs - b.atMs)[0]
        if (!next || next.atMs > untilMs) break
        waiting = waiting.filter((other) => other !== next)
        nowMs = next.atMs
        next.act()
      }
      nowMs = untilMs
    },
  }
}

export type ScriptedTime = ReturnType<typeof scriptedTime>

/** Footage from 0 to 60 s and from 90 to 150 s; the camera was offline in between. */
export const SCRIPTED_SPANS: readonly FootageSpan[] = [
  { fromMs: SCRIPT_T0, toMs: SCRIPT_T0 + 60_000, state: 'recorded', reason: null },
  { fromMs: SCRIPT_T0 + 60_000, toMs: SCRIPT_T0 + 90_000, state: 'camera-offline', reason: 'rtsp-timeout' },
  { fromMs: SCRIPT_T0 + 90_000, toMs: SCRIPT_T0 + 150_000, state: 'recorded', reason: null },
]

/** A player whose pictures and whose time the test hands out. Playlists are asked for as `original:FROM-TO`. */
export function scriptedPlayer(time: ScriptedTime, spans: readonly FootageSpan[] = SCRIPTED_SPANS) {
  const engine = new ScriptedEngine()
  const player = new Player({
    engine,
    footage: { spans, bounds: { fromMs: SCRIPT_T0, toMs: SCRIPT_T0 + 600_000 } },
    source: chooseSource('h265', () => true),
    playlistUrlFor: (range, kind, pictures) =>
      `${pictures === 'all' ? '' : 'sparse '}${kind}:${range.fromMs - SCRIPT_T0}-${range.toMs - SCRIPT_T0}`,
    after: time.after,
    steadyMs: time.steadyMs,
  })
  return { engine, player }
}
