export type ByteRange = { readonly fromByte: number; readonly toByte: number }

/**
 * Reads a `Range` header (RFC 9110 §14.2), one range only. null: send the whole; 'unsatisfiable': answer 416.
 */
export function parseByteRange(header: string | null, sizeBytes: number): ByteRange | 'unsatisfiable' | null {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '')
  const [, first = '', last = ''] = match ?? []
  if (!match || (first === '' && last === '')) return null
  const fromByte = first === '' ? Math.max(0, sizeBytes - Number(last)) : Number(first)
  const toByte = first === '' || last === '' ? sizeBytes : Math.min(sizeBytes, Number(last) + 1)
  return fromByte >= toByte ? 'unsatisfiable' : { fromByte, toByte }
}

export type ServedFile = {
  readonly sizeBytes: number
  readonly contentType: string
  readonly stream: (fromByte: number, toByte: number) => ReadableStream<Uint8Array>
  /** Name to save it under; null to show it in place. */
  readonly downloadName: string | null
}

/** Answers with a file or the range of it that was asked for. Footage is never kept in a shared cache. */
export function serveFile(request: Request, file: ServedFile): Response {
  const range = parseByteRange(request.headers.get('range'), file.sizeBytes)
  const headers = new Headers({
    'accept-ranges': 'bytes',
    'cache-control': 'private, no-store',
    'content-type': file.contentType,
  })
  if (file.downloadName !== null) {
    headers.set(
      'content-disposition',
      `attachment; filename*=UTF-8''${encodeURIComponent(file.downloadName)}`,
    )
  }
  if (range === 'unsatisfiable') {
    headers.set('content-range', `bytes */${file.sizeBytes}`)
    return new Response(null, { status: 416, headers })
  }
  const { fromByte, toByte } = range ?? { fromByte: 0, toByte: file.sizeBytes }
  headers.set('content-length', String(toByte - fromByte))
  if (range) headers.set('content-range', `bytes ${fromByte}-${toByte - 1}/${file.sizeBytes}`)
  return new Response(file.stream(fromByte, toByte), { status: range ? 206 : 200, headers })
}
