/** A grey picture, row by row from the top left. */
export type QrPicture = { readonly widthPx: number; readonly heightPx: number; readonly pixels: Uint8Array }

/** A code and where it lies in the picture, in pixels. */
export type FoundQr = {
  readonly text: string
  readonly box: {
    readonly leftPx: number
    readonly topPx: number
    readonly widthPx: number
    readonly heightPx: number
  }
}

/** Reads QR codes in a thread of its own: one picture takes up to a seventh of a second. */
export type QrReader = {
  /** The first code found; null for none. @throws AppError `unavailable qr.failed` */
  readonly read: (picture: QrPicture) => Promise<FoundQr | null>
  readonly close: () => Promise<void>
}

export type OpenQrReader = () => QrReader
