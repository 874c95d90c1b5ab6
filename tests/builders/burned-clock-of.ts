import { spawn } from 'node:child_process'
import { readBurnedClock } from '#main/simulator/burned-clock.ts'

/** Clock burned into the first picture of fragmented MP4 bytes (`ftyp moov moof mdat`); null when it is unreadable. */
export async function burnedClockOf(
  bytes: Uint8Array,
  size: { widthPx: number; heightPx: number },
): Promise<number | null> {
  const flags = [
    '-v',
    'error',
    '-i',
    'pipe:0',
    '-frames:v',
    '1',
    '-f',
    'rawvideo',
    '-pix_fmt',
    'gray',
    'pipe:1',
  ]
  const child = spawn('ffmpeg', flags, { stdio: ['pipe', 'pipe', 'ignore'] })
  child.stdin.on('error', () => undefined)
  child.stdin.end(bytes)
  const chunks: Buffer[] = []
  for await (const chunk of child.stdout) chunks.push(chunk)
  return readBurnedClock(Buffer.concat(chunks), size.widthPx, size.heightPx)
}
