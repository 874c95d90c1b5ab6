import { decodeQR, type FinderPoints } from 'qr/decode.js'
import type { FoundQr, QrPicture } from '#main/ports/qr-reader.ts'

/** For the retries on a blurred code; without a code in sight it is spent in full. */
const TIME_LIMIT_MS = 40

/** The first code of the picture, on the caller's thread. null: there is none that can be read. */
export function readQrHere({ widthPx, heightPx, pixels }: QrPicture): FoundQr | null {
  const found: FinderPoints[] = []
  try {
    const text = decodeQR(
      { width: widthPx, height: heightPx, data: pixels },
      // A grey picture is the first plane of an I420 one; the planes of colour are never read.
      { format: 'I420', timeLimit: TIME_LIMIT_MS, pointsOnDetect: (points) => found.push(points) },
    )
    const box = found.at(-1)?.boundingBox ?? { x: 0, y: 0, width: widthPx, height: heightPx }
    return { text, box: { leftPx: box.x, topPx: box.y, widthPx: box.width, heightPx: box.height } }
  } catch {
    // The library's one way to say that there is no code, or one too blurred to read.
    return null
  }
}
