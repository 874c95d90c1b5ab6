import type { EngineEvent, MediaEngine } from '#renderer/player/media-engine.ts'
import type { MappedFragment } from '#renderer/player/time-map.ts'

export const SCRIPT_T0 = 1_790_000_000_000

/** An engine whose playlist and pictures the test hands out. */
export class ScriptedEngine implements MediaEngine {
  urls: string[] = []
  at = 0
  isPlaying = false
  rate = 1
  mapped: readonly MappedFragment[] = []

  isMuted = true
  fetchesAhead = true
  pictureAt: number | null = null
  #listeners = new Set<(event: EngineEvent) => void>()

  load(url: string): void {
    this.urls.push(url)
    this.mapped = []
  }
  start(mediaS: number): void {
    this.at = mediaS
  }
  unload(): void {
    this.mapped = []
  }
  fragments(): readonly MappedFragment[] {
    return this.mapped
  }
  positionS(): number {
    return this.at
  }
  pictureS(): number {
    return this.pictureAt ?? this.at
  }
  seek(mediaS: number): void {
    this.at = mediaS
  }
  setFetchAhead(fetchesAhead: boolean): void {
    this.fetchesAhead = fetchesAhead
  }
  play(): void {
    this.isPlaying = true
  }
  pause(): void {
    this.isPlaying = false
  }
  setRate(rate: number): void {
    this.rate = rate
  }
  setMuted(isMuted: boolean): void {
    this.isMuted = isMuted
  }
  frameS(): number {
    return 0.04
  }
  subscribe(listener: (event: EngineEvent) => void): () => void {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }
  destroy(): void {
    this.#listeners.clear()
  }
  say(event: EngineEvent): void {
    for (const listener of this.#listeners) listener(event)
  }
  /** The host answers with footage from SCRIPT_T0 to SCRIPT_T0+60 s and from SCRIPT_T0+90 s to SCRIPT_T0+150 s, in groups of 2 s. */
  answer(): void {
    const [fromMs = 0, toMs = 0] = (/(\d+)-(\d+)/.exec(this.urls.at(-1) ?? '') ?? []).slice(1).map(Number)
    const all = Array.from({ length: 60 }, (_, index) => index * 2000 + (index >= 30 ? 30_000 : 0))
    this.mapped = all
      .filter((atMs) => atMs < toMs && atMs + 2000 > fromMs)
      .map((atMs, index) => ({ startS: index * 2, durationS: 2, programMs: SCRIPT_T0 + atMs }))
    this.say({ kind: 'mapped' })
    this.say({ kind: 'ready' })
  }
  runTo(mediaS: number): void {
    this.at = mediaS
    this.say({ kind: 'time' })
  }
}
