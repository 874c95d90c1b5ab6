import type { Id } from '#shared/kernel/ids.ts'
import type { InstantMs } from '#shared/kernel/instant.ts'
import { MINUTE_MS, SECOND_MS } from '#shared/kernel/instant.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import { decodeStrip, levelFor, nearestOf, stripAt, stripsIn } from '#shared/thumbnails/strips.rules.ts'
import { THUMBNAIL_SCALES, type ThumbnailLevel } from '#shared/thumbnails/thumbnails.model.ts'

export type ShownThumbnail = { readonly atMs: InstantMs; readonly url: string }

type Held = {
  readonly level: ThumbnailLevel
  readonly cameraId: Id
  readonly range: TimeRange
  readonly pictures: readonly ShownThumbnail[]
  readonly readAtMs: InstantMs
}

/** A strip is some hundred kilobytes. */
const MOST_HELD = 60
/** A strip that reaches into the present grows; one that could not be had is asked for again. */
const STALE_MS = 30 * SECOND_MS
/** Of the strips that a view reaches over those nearest to the pointer are fetched ahead. */
const MOST_AHEAD = 5

const urlOf = (cameraId: Id, level: ThumbnailLevel, fromMs: InstantMs): string =>
  `/media/cameras/${cameraId}/thumbnails/${level}/${fromMs}`

/** Pictures under the pointer: what is held is shown at once, what is nearer is fetched behind it. */
export class ThumbnailStrips {
  readonly #held = new Map<string, Held>()
  readonly #asked = new Map<string, AbortController>()
  readonly #onChange: () => void

  constructor(onChange: () => void) {
    this.#onChange = onChange
  }

  /** The nearest picture that is held for an instant, of whatever level; null when none is near enough to be of use. */
  nearest(cameraId: Id, atMs: InstantMs, view: TimeRange): ShownThumbnail | null {
    let nearest: ShownThumbnail | null = null
    for (const held of this.#held.values()) {
      if (held.cameraId !== cameraId || atMs < held.range.fromMs || atMs >= held.range.toMs) continue
      const reachMs = Math.max(THUMBNAIL_SCALES[held.level].stepMs, (view.toMs - view.fromMs) / 20)
      const found = nearestOf(held.pictures, atMs, reachMs)
      if (found && (!nearest || Math.abs(found.atMs - atMs) < Math.abs(nearest.atMs - atMs))) nearest = found
    }
    return nearest
  }

  /** Whether the strip that would show it best is still on its way. */
  isLoading(cameraId: Id, atMs: InstantMs, view: TimeRange, widthPx: number): boolean {
    const level = levelFor(view.toMs - view.fromMs, widthPx)
    return this.#asked.has(urlOf(cameraId, level, stripAt(level, atMs).fromMs))
  }

  /** Fetches what the view wants around the pointer, its own strip first. What nobody wants any more is given up. */
  want(cameraId: Id, atMs: InstantMs, view: TimeRange, widthPx: number): void {
    const level = levelFor(view.toMs - view.fromMs, widthPx)
    const own = stripAt(level, atMs)
    const inView = stripsIn(level, view)
      .filter(({ fromMs }) => fromMs !== own.fromMs && fromMs < Date.now())
      .toSorted((left, right) => Math.abs(left.fromMs - own.fromMs) - Math.abs(right.fromMs - own.fromMs))
    const wanted = [own, ...inView.slice(0, MOST_AHEAD)]
    const urls = new Set(wanted.map(({ fromMs }) => urlOf(cameraId, level, fromMs)))
    for (const [url, stop] of this.#asked) if (!urls.has(url)) stop.abort()
    // The host makes the newest wish first: the pointer's own strip is asked for last.
    for (const range of wanted.toReversed()) void this.#fetch(cameraId, level, range)
  }

  async #fetch(cameraId: Id, level: ThumbnailLevel, range: TimeRange): Promise<void> {
    const url = urlOf(cameraId, level, range.fromMs)
    const known = this.#held.get(url)
    const isFresh =
      known && (known.readAtMs > range.toMs + MINUTE_MS || Date.now() - known.readAtMs < STALE_MS)
    if (isFresh || this.#asked.has(url)) return
    const stop = new AbortController()
    this.#asked.set(url, stop)
    try {
      const answer = await fetch(url, { signal: stop.signal })
      const strip = answer.ok ? decodeStrip(new Uint8Array(await answer.arrayBuffer())) : null
      this.#keep(url, {
        level,
        cameraId,
        range,
        readAtMs: Date.now(),
        pictures: (strip?.thumbnails ?? []).map(({ atMs, jpeg }) => ({
          atMs,
          url: URL.createObjectURL(new Blob([new Uint8Array(jpeg)], { type: 'image/jpeg' })),
        })),
      })
    } catch {
      // Given up, or the host is away: the pointer's next move asks again.
    } finally {
      this.#asked.delete(url)
      this.#onChange()
    }
  }

  #keep(url: string, held: Held): void {
    this.#drop(url)
    this.#held.set(url, held)
    for (const oldest of this.#held.keys()) {
      if (this.#held.size <= MOST_HELD) return
      this.#drop(oldest)
    }
  }

  #drop(url: string): void {
    for (const picture of this.#held.get(url)?.pictures ?? []) URL.revokeObjectURL(picture.url)
    this.#held.delete(url)
  }

  /** Gives back what it holds; it can be used again. */
  close(): void {
    for (const stop of this.#asked.values()) stop.abort()
    for (const url of this.#held.keys()) this.#drop(url)
  }
}
