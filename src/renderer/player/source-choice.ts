import type { PlayerCodec, SourceChoice } from './player.model.ts'

/** What to ask the browser about for each codec: H.264 High 3.1, H.265 Main 3.1. */
const PROBE_TYPES = {
  h264: 'video/mp4; codecs="avc1.64001f"',
  h265: 'video/mp4; codecs="hvc1.1.6.L93.B0"',
} as const

/** The recording itself wherever the browser decodes it; a copy only where it cannot. */
export function chooseSource(codec: PlayerCodec, isTypeSupported: (type: string) => boolean): SourceChoice {
  if (codec !== 'other' && isTypeSupported(PROBE_TYPES[codec]))
    return { kind: 'original', reason: 'decodable' }
  return { kind: 'proxy', reason: 'codec-unsupported' }
}
