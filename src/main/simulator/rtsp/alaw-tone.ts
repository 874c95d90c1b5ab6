export const audioSampleRate = 8_000

const toneHertz = 440
const toneAmplitude = 4_000
/** A short beep at the start of every second, silence in between: easy to see in a waveform. */
const beepSamples = 800

/** G.711 A-law samples `firstSample` … `firstSample + count` of an endless test tone. */
export function alawTone(firstSample: number, count: number): Buffer {
  const bytes = Buffer.alloc(count)
  for (let index = 0; index < count; index += 1) {
    const sample = firstSample + index
    const beeps = sample % audioSampleRate < beepSamples
    const value = beeps ? Math.sin((2 * Math.PI * toneHertz * sample) / audioSampleRate) * toneAmplitude : 0
    bytes[index] = encodeAlaw(Math.round(value))
  }
  return bytes
}

/** ITU-T G.711 A-law of a 16-bit sample. */
function encodeAlaw(sample: number): number {
  const sign = sample >= 0 ? 0x80 : 0
  const magnitude = Math.min(0x7fff, Math.abs(sample)) >> 3
  let segment = 0
  while (segment < 7 && magnitude >= 0x20 << segment) segment += 1
  const mantissa = (magnitude >> Math.max(1, segment)) & 0x0f
  return (sign | (segment << 4) | mantissa) ^ 0x55
}
