import type { GreyPicture } from './grey-picture.model.ts'
import { edgeAgreement, featuresOf, type PictureFeatures } from './picture-features.rules.ts'
import type { CameraTrouble } from './presence.model.ts'

/** Share of the reference's edges below which a lens sees nothing, or nothing sharp. */
const COVERED_SHARPNESS = 0.3
const BLURRED_SHARPNESS = 0.6
const COVERED_AGREEMENT = 0.45
/** Below it another place is seen. People and light bring it down to about 0.8. */
const MOVED_AGREEMENT = 0.55
/** Above it nothing was moved, and nobody has to look for a shift. */
const SURE_AGREEMENT = 0.92
/** How much better the reference fits when it is moved, for the camera to have been turned a little. */
const MOVED_GAIN = 0.12
const FARTHEST_SHIFT_CELLS = 4
/** The picture is held against the references so often; whether it is frozen is asked every time. */
const EVERY_MS = 10_000
/** A trouble has to last so long, and to be gone so long. Frozen: no sensor gives the same picture again and again. */
const FROM_MS = 60_000
const UNTIL_MS = 30_000

export type TroubleSpan = {
  readonly trouble: CameraTrouble
  readonly fromMs: number
  readonly toMs: number
  /** 0–1: how far beyond its limit the worst measure was. */
  readonly confidence: number
}

export type CameraWatch = {
  readonly see: (picture: GreyPicture) => void
  /** Ended and lasting ones, by start. */
  readonly troubles: () => readonly TroubleSpan[]
}

type Measured = { readonly trouble: CameraTrouble; readonly confidence: number }

const confidenceBelow = (value: number, limit: number): number =>
  Math.min(1, Math.max(0.5, 1 - (0.5 * Math.max(0, value)) / limit))

function bestShift(reference: PictureFeatures, picture: PictureFeatures): number {
  let best = -1
  for (let y = -FARTHEST_SHIFT_CELLS; y <= FARTHEST_SHIFT_CELLS; y += 1)
    for (let x = -FARTHEST_SHIFT_CELLS; x <= FARTHEST_SHIFT_CELLS; x += 1)
      if (x !== 0 || y !== 0) best = Math.max(best, edgeAgreement(reference, picture, x, y))
  return best
}

/** What is wrong with a picture against one reference; null: nothing, whatever the light. */
export function judgePicture(reference: PictureFeatures, picture: PictureFeatures): Measured | null {
  const sharpness = picture.sharpness / Math.max(1e-6, reference.sharpness)
  const agreement = edgeAgreement(reference, picture)
  if (sharpness < COVERED_SHARPNESS && agreement < COVERED_AGREEMENT)
    return { trouble: 'covered', confidence: confidenceBelow(sharpness, COVERED_SHARPNESS) }
  if (sharpness < BLURRED_SHARPNESS && agreement >= COVERED_AGREEMENT)
    return { trouble: 'blurred', confidence: confidenceBelow(sharpness, BLURRED_SHARPNESS) }
  if (agreement >= SURE_AGREEMENT) return null
  if (agreement < MOVED_AGREEMENT || bestShift(reference, picture) - agreement > MOVED_GAIN)
    return { trouble: 'moved', confidence: confidenceBelow(agreement, 1) }
  return null
}

const isSame = (one: Uint8Array, other: Uint8Array): boolean =>
  one.every((value, index) => value === other[index])

type Candidate = { trouble: CameraTrouble; fromMs: number; seenMs: number; confidence: number }

/**
 * Watches whether a camera still sees what it was set up to see.
 * @param references what it sees when all is well, by day and by night: the one that fits best counts
 */
export function createCameraWatch(references: readonly PictureFeatures[]): CameraWatch {
  const ended: TroubleSpan[] = []
  let candidate: Candidate | null = null
  let last: { pixels: Uint8Array; changedMs: number } | null = null
  let judgedMs = Number.NEGATIVE_INFINITY
  let judgedAs: Measured | null = null

  function isFrozen({ pixels, atMs }: GreyPicture): boolean {
    if (last && isSame(last.pixels, pixels)) return atMs - last.changedMs >= FROM_MS
    last = { pixels: pixels.slice(), changedMs: atMs }
    return false
  }

  function judge(picture: GreyPicture): Measured | null {
    const features = featuresOf(picture.pixels)
    const judged = references.map((reference) => judgePicture(reference, features))
    if (judged.some((one) => one === null)) return null
    // By night, what is wrong is told by the picture of the night.
    const fits = references.map((reference) => edgeAgreement(reference, features))
    return judged[fits.indexOf(Math.max(...fits))] ?? null
  }

  function measure(picture: GreyPicture): Measured | null {
    if (isFrozen(picture)) return { trouble: 'frozen', confidence: 1 }
    if (picture.atMs - judgedMs < EVERY_MS) return judgedAs
    judgedMs = picture.atMs
    judgedAs = judge(picture)
    return judgedAs
  }

  function close(): void {
    if (candidate && candidate.seenMs - candidate.fromMs >= FROM_MS)
      ended.push({
        trouble: candidate.trouble,
        fromMs: candidate.fromMs,
        toMs: candidate.seenMs,
        confidence: candidate.confidence,
      })
    candidate = null
  }

  function see(picture: GreyPicture): void {
    const { atMs } = picture
    const measured = measure(picture)
    if (candidate && measured?.trouble === candidate.trouble) {
      candidate.seenMs = atMs
      candidate.confidence = Math.max(candidate.confidence, measured.confidence)
      return
    }
    if (candidate && measured === null && atMs - candidate.seenMs < UNTIL_MS) return
    close()
    if (!measured) return
    const fromMs = measured.trouble === 'frozen' && last ? last.changedMs : atMs
    candidate = { ...measured, fromMs, seenMs: atMs }
  }

  function troubles(): readonly TroubleSpan[] {
    if (!candidate || candidate.seenMs - candidate.fromMs < FROM_MS) return [...ended]
    const { trouble, fromMs, seenMs, confidence } = candidate
    return [...ended, { trouble, fromMs, toMs: seenMs, confidence }]
  }

  return { see, troubles }
}
