import type { InstantMs } from '../kernel/instant.ts'
import { payloadOf, readBoxes } from './boxes.ts'
import { readVersionAndFlags } from './byte-cursor.ts'

export type ProducerReferenceTime = {
  readonly trackId: number
  /** Epoch milliseconds of the station's clock at which the media time below was captured. */
  readonly ntpMs: InstantMs
  /** In the track's ticks. */
  readonly mediaTicks: number
}

/** From 1900-01-01, where NTP counts from, to 1970-01-01. */
const NTP_TO_UNIX_SECONDS = 2_208_988_800
const FRACTIONS_PER_SECOND = 0x1_0000_0000
const SECONDS_PER_ERA = 0x1_0000_0000
/** Readings below 1968 belong to the era that begins in 2036 (RFC 4330 §3). */
const FIRST_ERA_FROM_SECONDS = 0x8000_0000
/** 8 "arbitrary but consistent" + 16 "real time": the station's clock, neither the encoder's input nor its output. */
const FLAGS = 24
export const PRODUCER_REFERENCE_TIME_BYTES = 32

/**
 * A `prft` box (ISO/IEC 14496-12 §8.16.5, version 1). Written before each `moof`, it lets a segment file tell the
 * station's wall clock by itself.
 */
export function producerReferenceTime(time: ProducerReferenceTime): Uint8Array {
  const bytes = new Uint8Array(PRODUCER_REFERENCE_TIME_BYTES)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, PRODUCER_REFERENCE_TIME_BYTES)
  bytes.set([0x70, 0x72, 0x66, 0x74], 4)
  view.setUint32(8, (1 << 24) | FLAGS)
  view.setUint32(12, time.trackId)
  view.setUint32(16, (Math.floor(time.ntpMs / 1000) + NTP_TO_UNIX_SECONDS) % SECONDS_PER_ERA)
  view.setUint32(20, Math.ceil(((time.ntpMs % 1000) * FRACTIONS_PER_SECOND) / 1000))
  view.setBigUint64(24, BigInt(time.mediaTicks))
  return bytes
}

/**
 * The first `prft` among the boxes given; null when there is none.
 * @throws AppError `data-loss mp4.malformed {offset}`
 */
export function readProducerReferenceTime(bytes: Uint8Array): ProducerReferenceTime | null {
  const prft = readBoxes(bytes).find((box) => box.type === 'prft')
  if (!prft) return null
  const cursor = payloadOf(bytes, prft)
  const { version } = readVersionAndFlags(cursor)
  const trackId = cursor.u32()
  const ntpSeconds = cursor.u32()
  const eraSeconds = ntpSeconds < FIRST_ERA_FROM_SECONDS ? SECONDS_PER_ERA : 0
  const fractionMs = Math.floor((cursor.u32() * 1000) / FRACTIONS_PER_SECOND)
  return {
    trackId,
    ntpMs: (ntpSeconds + eraSeconds - NTP_TO_UNIX_SECONDS) * 1000 + fractionMs,
    mediaTicks: version === 1 ? cursor.u64() : cursor.u32(),
  }
}
