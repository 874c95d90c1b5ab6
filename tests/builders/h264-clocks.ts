import { spawn } from 'node:child_process'
import { readBurnedClock } from '#main/simulator/burned-clock.ts'
import type { RtpPacket } from './rtsp-client.ts'

const startCode = Buffer.from([0, 0, 0, 1])

/** NAL units out of RTP payloads (single units and FU-A), behind start codes. */
export function annexBOf(packets: readonly RtpPacket[], description: string): Buffer {
  const sets = /sprop-parameter-sets=([^;\r\n]+)/.exec(description)?.[1]?.split(',') ?? []
  const parts: Buffer[] = sets.flatMap((set) => [startCode, Buffer.from(set, 'base64')])
  for (const { payload } of packets) {
    const first = payload.readUInt8(0)
    if ((first & 0x1f) !== 28) {
      parts.push(startCode, payload)
      continue
    }
    const fragment = payload.readUInt8(1)
    if ((fragment & 0x80) !== 0) parts.push(startCode, Buffer.from([(first & 0xe0) | (fragment & 0x1f)]))
    parts.push(payload.subarray(2))
  }
  return Buffer.concat(parts)
}

/** The clock burned into each decoded picture. */
export async function clocksOf(
  annexB: Buffer,
  size: { readonly widthPx: number; readonly heightPx: number },
): Promise<(number | null)[]> {
  const input = ['-v', 'error', '-f', 'h264', '-i', 'pipe:0']
  const output = ['-fps_mode', 'passthrough', '-f', 'rawvideo', '-pix_fmt', 'gray', 'pipe:1']
  const child = spawn('ffmpeg', [...input, ...output], { stdio: ['pipe', 'pipe', 'inherit'] })
  child.stdin.on('error', () => undefined)
  child.stdin.end(annexB)
  const chunks: Buffer[] = []
  for await (const chunk of child.stdout) chunks.push(chunk)
  const bytes = Buffer.concat(chunks)
  const frameBytes = size.widthPx * size.heightPx
  return Array.from({ length: Math.floor(bytes.length / frameBytes) }, (_unused, index) =>
    readBurnedClock(
      bytes.subarray(index * frameBytes, (index + 1) * frameBytes),
      size.widthPx,
      size.heightPx,
    ),
  )
}
