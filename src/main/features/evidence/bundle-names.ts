export const MANIFEST_NAME = 'manifest.json'
export const SIGNATURE_NAME = 'manifest.jws'
export const SUMS_NAME = 'SHA256SUMS'
export const HOW_TO_NAME = 'HOW-TO-VERIFY.txt'

/** `clip.mp4` where it is the only one, else `clip-<camera>.mp4`, and `clip-<camera>-<part>.mp4` from the second part on. */
export function clipName(cameraOrdinal: number, partOrdinal: number, filesInAll: number): string {
  if (filesInAll === 1) return 'clip.mp4'
  return partOrdinal === 1 ? `clip-${cameraOrdinal}.mp4` : `clip-${cameraOrdinal}-${partOrdinal}.mp4`
}

/** What `sha256sum -c` reads: one line a file, sorted by name. */
export function sumsText(digests: ReadonlyMap<string, string>): string {
  return [...digests]
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, digest]) => `${digest}  ${name}\n`)
    .join('')
}

/** Name → digest, from as many lines as can be read. */
export function readSums(text: string): Map<string, string> {
  const lines = text.split('\n').map((line) => /^([0-9a-f]{64}) {2}(\S+)$/.exec(line))
  return new Map(lines.flatMap((match) => (match?.[1] && match[2] ? [[match[2], match[1]]] : [])))
}
