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
/** Of the strips that a view reaches over the host makes those nearest to the pointer ahead. */
const MOST_AHEAD = 5
const MOST_REMEMBERED = 1000

const urlOf = (cameraId: Id, level: ThumbnailLevel, fromMs: InstantMs): string =>
  `/media/cameras/${cameraId}/thumbnails/${level}/${fromMs}`

function isFresh(readAtMs: InstantMs | undefined, range: TimeRange): boolean {
  return readAtMs !== undefined && (readAtMs > range.toMs + MINUTE_MS || Date.now() - readAtMs < STALE_MS)
}

type Answer = { readonly ok: boolean; readonly bytes: Uint8Array | null }

/** null: it was given up, or the host is away; then the pointer's next move asks again. */
async function ask(
  asked: Map<string, AbortController>,
  url: string,
  method: 'GET' | 'HEAD',
): Promise<Answer | null> {
  const stop = new AbortController()
  asked.set(url, stop)
  try {
    const answer = await fetch(url, { method, signal: stop.signal })
    const hasBytes = answer.ok && method === 'GET'
    return { ok: answer.ok, bytes: hasBytes ? new Uint8Array(await answer.arrayBuffer()) : null }
  } catch {
    return null
  } finally {
    asked.delete(url)
  }
}

/**
 * Pictures under the pointer: what is held is shown at once, what is nearer is fetched behind it. A fetched strip is
 * written down as seen, so those around it are only made ahead (`HEAD`): their pictures stay with the host.
 */
export class ThumbnailStrips {
  readonly #held = new Map<string, Held>()
  /** When the host had made them. */
  readonly #madeAtMs = new Map<string, number>()
  readonly #fetching = new Map<string, AbortController>()
  readonly #making = new Map<string, AbortController>()
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
    return this.#fetching.has(urlOf(cameraId, level, stripAt(level, atMs).fromMs))
  }

  /** Fetches the strip under the pointer and has those around it made. What nobody wants any more is given up. */
  want(cameraId: Id, atMs: InstantMs, view: TimeRange, widthPx: number): void {
    const level = levelFor(view.toMs - view.fromMs, widthPx)
    const own = stripAt(level, atMs)
    const ahead = stripsIn(level, view)
      .filter(({ fromMs }) => fromMs !== own.fromMs && fromMs < Date.now())
      .toSorted((left, right) => Math.abs(left.fromMs - own.fromMs) - Math.abs(right.fromMs - own.fromMs))
      .slice(0, MOST_AHEAD)
    const urls = new Set([own, ...ahead].map(({ fromMs }) => urlOf(cameraId, level, fromMs)))
    for (const asked of [this.#fetching, this.#making])
      for (const [url, stop] of asked) if (!urls.has(url)) stop.abort()
    // The host makes the newest wish first: the pointer's own strip is asked for last.
    for (const range of ahead.toReversed()) void this.#make(urlOf(cameraId, level, range.fromMs), range)
    void this.#fetch(cameraId, level, own)
  }

  /**
   * Has the strips of a view made, one after another, so that the first look finds them there.
   * @param stop what is not begun yet stays unmade
   */
  async makeAhead(cameraId: Id, view: TimeRange, widthPx: number, stop: AbortSignal): Promise<void> {
    const level = levelFor(view.toMs - view.fromMs, widthPx)
    const past = stripsIn(level, view).filter(({ fromMs }) => fromMs < Date.now())
    for (const range of past.slice(-MOST_AHEAD)) {
      if (stop.aborted) return
      await this.#make(urlOf(cameraId, level, range.fromMs), range)
    }
  }

  async #make(url: string, range: TimeRange): Promise<void> {
    const madeAtMs = this.#held.get(url)?.readAtMs ?? this.#madeAtMs.get(url)
    if (isFresh(madeAtMs, range) || this.#making.has(url)) return
    const answer = await ask(this.#making, url, 'HEAD')
    if (!answer?.ok) return
    if (this.#madeAtMs.size >= MOST_REMEMBERED) this.#madeAtMs.clear()
    this.#madeAtMs.set(url, Date.now())
  }

  async #fetch(cameraId: Id, level: ThumbnailLevel, range: TimeRange): Promise<void> {
    const url = urlOf(cameraId, level, range.fromMs)
    if (isFresh(this.#held.get(url)?.readAtMs, range) || this.#fetching.has(url)) return
    const answer = await ask(this.#fetching, url, 'GET')
    if (answer) this.#keepStrip(url, { level, cameraId, range }, answer.bytes)
    this.#onChange()
  }

  #keepStrip(url: string, key: Pick<Held, 'level' | 'cameraId' | 'range'>, bytes: Uint8Array | null): void {
    const strip = bytes && decodeStrip(bytes)
    this.#keep(url, {
      ...key,
      readAtMs: Date.now(),
      pictures: (strip?.thumbnails ?? []).map(({ atMs, jpeg }) => ({
        atMs,
        url: URL.createObjectURL(new Blob([new Uint8Array(jpeg)], { type: 'image/jpeg' })),
      })),
    })
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
    for (const asked of [this.#fetching, this.#making]) for (const stop of asked.values()) stop.abort()
    for (const url of this.#held.keys()) this.#drop(url)
  }
}
