import type { InstantMs } from '#shared/kernel/instant.ts'

/** A picture as it comes from the device. */
export type TimedPicture = {
  /** RTP timestamp: 32 bits, begins anywhere, wraps. */
  readonly timestamp: number
  /** What the device wrote beside it; null when it wrote nothing. */
  readonly frameMs: InstantMs | null
  /** The device says that it does not follow the one before. */
  readonly discontinuity: boolean
}

export type ReplayTimeline = {
  /** Takes the next picture. @returns its timestamp in the output: 32 bits, without holes */
  readonly place: (picture: TimedPicture) => number
  /** Device time of a place, in milliseconds since the first picture. */
  readonly deviceTimeAt: (placeMs: number) => InstantMs
  /** Place of the second picture; null before it came. */
  readonly secondPlaceMs: () => number | null
  /** Device time of the newest picture; null before the first. */
  readonly lastMs: () => InstantMs | null
}

const WRAP = 0x1_0000_0000
/** Not 0: ffmpeg takes 0 for "not known yet" and gives the first picture the time of the second. */
const FIRST_TIMESTAMP = 90_000
/** Pictures that are shown before ones that came earlier (B-frames) step back this far at most. */
const REORDER_MS = 1000
/** A step this long is a hole in the recording, whatever the device says of it. */
const HOLE_MS = 5000
/** What the device calls a discontinuity is a hole only when something is missing: a seek ends at the next picture, too. */
const MARKED_HOLE_MS = 500
/** Between two pictures until a real step was seen: 25 a second. */
const FIRST_STEP_MS = 40
/** Times that stray no further from the line through the last kept one are not kept. */
const TOLERANCE_MS = 1

/** The way from one 32-bit timestamp to the next, backwards too. */
function stepTicks(from: number, to: number): number {
  const forward = (to - from + WRAP) % WRAP
  return forward >= WRAP / 2 ? forward - WRAP : forward
}

/**
 * Gives each picture of a replay a place in an output without holes, and knows which device time each place has. Holes are
 * closed (the next picture follows after one usual step), so that a picture never lasts for the minutes that were not
 * recorded; the RTP timestamps themselves may run on, jump or begin anew there.
 * @param startMs device time of the first picture, for devices that write none
 */
export function createReplayTimeline(clockRate: number, startMs: () => InstantMs): ReplayTimeline {
  const ticks: number[] = []
  const times: number[] = []
  let before: { readonly timestamp: number; readonly timeMs: InstantMs; readonly ticks: number } | null = null
  let usualStepTicks = (FIRST_STEP_MS * clockRate) / 1000
  let lastMs: InstantMs | null = null
  let secondPlaceMs: number | null = null

  const toMs = (count: number): number => (count * 1000) / clockRate

  function keep(atTicks: number, timeMs: number): void {
    const lastTicks = ticks.at(-1)
    const lastTime = times.at(-1)
    if (lastTicks !== undefined && lastTime !== undefined) {
      // B-frames come late: the line through their neighbours tells their time.
      if (atTicks <= lastTicks) return
      if (Math.abs(lastTime + toMs(atTicks - lastTicks) - timeMs) <= TOLERANCE_MS) return
    }
    ticks.push(atTicks)
    times.push(timeMs)
  }

  function stepFrom(previous: NonNullable<typeof before>, picture: TimedPicture) {
    const step = stepTicks(previous.timestamp, picture.timestamp)
    const timeMs = picture.frameMs ?? previous.timeMs + toMs(step)
    const passedMs = timeMs - previous.timeMs
    const isBack = toMs(step) < -REORDER_MS || passedMs < -REORDER_MS
    const missingMs = Math.max(toMs(step), passedMs) - toMs(usualStepTicks)
    const isHole = isBack || missingMs > (picture.discontinuity ? MARKED_HOLE_MS : HOLE_MS)
    if (!isHole) return { step, timeMs, isHole }
    // Without a true time, a timeline that begins anew says nothing of what is missing.
    const goesOnMs = isBack && picture.frameMs === null ? previous.timeMs + toMs(usualStepTicks) : timeMs
    return { step: usualStepTicks, timeMs: goesOnMs, isHole }
  }

  return {
    place: (picture) => {
      const next = before
        ? stepFrom(before, picture)
        : { step: 0, timeMs: picture.frameMs ?? startMs(), isHole: false }
      const atTicks = (before?.ticks ?? 0) + next.step
      if (before) secondPlaceMs ??= toMs(atTicks)
      if (before && !next.isHole && next.step > 0) usualStepTicks = next.step
      before = { timestamp: picture.timestamp, timeMs: next.timeMs, ticks: atTicks }
      lastMs = next.timeMs
      keep(atTicks, next.timeMs)
      return (((FIRST_TIMESTAMP + Math.round(atTicks)) % WRAP) + WRAP) % WRAP
    },
    secondPlaceMs: () => secondPlaceMs,
    deviceTimeAt: (placeMs) => {
      // Half a millisecond of grace: media times are rounded on their way through a container.
      const wanted = ((placeMs + 0.5) * clockRate) / 1000
      let low = 0
      let high = ticks.length
      while (high - low > 1) {
        const middle = (low + high) >> 1
        if ((ticks[middle] ?? 0) <= wanted) low = middle
        else high = middle
      }
      const base = times[low] ?? startMs()
      return Math.round(base + placeMs - toMs(ticks[low] ?? 0))
    },
    lastMs: () => lastMs,
  }
}
