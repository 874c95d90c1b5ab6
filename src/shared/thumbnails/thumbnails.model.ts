import { z } from 'zod'
import { DAY_MS, HOUR_MS, instantMsSchema, MINUTE_MS, SECOND_MS } from '../kernel/instant.ts'

export const THUMBNAIL_WIDTH_PX = 160

/** From near to far: how fine the pictures of a strip stand. */
export const THUMBNAIL_LEVELS = ['seconds', 'tens', 'minutes', 'hours', 'days'] as const
export const thumbnailLevelSchema = z.enum(THUMBNAIL_LEVELS)
export type ThumbnailLevel = z.infer<typeof thumbnailLevelSchema>

/**
 * One strip holds the pictures of `stripMs`, one each `stepMs`. Strips are counted from the epoch shifted to midnight in
 * Vietnam, so that each length that divides a day (or a week) has its borders where people expect them.
 */
export const THUMBNAIL_SCALES: Readonly<
  Record<ThumbnailLevel, { readonly stepMs: number; readonly stripMs: number }>
> = {
  seconds: { stepMs: 2 * SECOND_MS, stripMs: 4 * MINUTE_MS },
  tens: { stepMs: 10 * SECOND_MS, stripMs: 20 * MINUTE_MS },
  minutes: { stepMs: MINUTE_MS, stripMs: HOUR_MS },
  hours: { stepMs: 10 * MINUTE_MS, stripMs: 12 * HOUR_MS },
  days: { stepMs: 3 * HOUR_MS, stripMs: 8 * DAY_MS },
}

/** What stands at the head of a strip's bytes. */
export const stripHeadSchema = z.object({
  /** Keyframe groups that were chosen: number of their segment and start. Tells whether the strip is still true. */
  picks: z.array(z.tuple([z.int(), instantMsSchema])).max(1000),
  /** Those of them that could be decoded, by time; `offset` counts from the end of the head. */
  pictures: z
    .array(z.object({ atMs: instantMsSchema, offset: z.int().min(0), size: z.int().min(1) }))
    .max(1000),
})
export type StripHead = z.infer<typeof stripHeadSchema>

/** A small JPEG of the keyframe that stood at an instant. */
export type Thumbnail = { readonly atMs: number; readonly jpeg: Uint8Array }
