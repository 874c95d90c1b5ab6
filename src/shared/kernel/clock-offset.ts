import { z } from 'zod'
import { idSchema } from './ids.ts'
import { type InstantMs, instantMsSchema } from './instant.ts'

/**
 * How far another clock runs ahead of the station's: `other = station + offsetMs`, true within ± `uncertaintyMs`.
 * Measured and stored raw; a better reading is a new row, never an update.
 */
export const clockOffsetSchema = z.object({
  offsetMs: z.int(),
  uncertaintyMs: z.int().min(0),
  method: z.enum(['onvif-date-time', 'entered', 'matched-events', 'qr-card', 'assumed']),
  measuredAtMs: instantMsSchema,
})
export type ClockOffset = z.infer<typeof clockOffsetSchema>

export const clockSourceSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('camera'), id: idSchema }),
  z.object({ kind: z.literal('log'), id: idSchema }),
])
export type ClockSource = z.infer<typeof clockSourceSchema>

/** Turns a reading of the other clock into station time. */
export function toStationTime(otherClockMs: InstantMs, offset: ClockOffset): InstantMs {
  return otherClockMs - offset.offsetMs
}

/** Turns station time into what the other clock showed. */
export function fromStationTime(stationMs: InstantMs, offset: ClockOffset): InstantMs {
  return stationMs + offset.offsetMs
}
