/** Half-open, station time, epoch milliseconds. */
export type FootageRange = { readonly fromMs: number; readonly toMs: number }

export type SdCardOptions = {
  /**
   * What the card holds, in order and apart from each other, by STATION time: the device tells and burns in its own
   * clock, which is `clockOffsetMs` ahead. A range that ends in the future is still being recorded: it reaches up to now.
   */
  readonly recordings: readonly FootageRange[]
  /** Default: that of the main stream. */
  readonly framesPerSecond?: number | undefined
  /** Default: those of the main stream. */
  readonly widthPx?: number | undefined
  readonly heightPx?: number | undefined
  /** One recording over all ranges, with holes inside, instead of one recording for each range. Default false. */
  readonly oneRecording?: boolean | undefined
  /**
   * How a replay ends: with an RTCP BYE, by closing the connection, or with silence after the last picture.
   * Default `bye`.
   */
  readonly replayEnd?: 'bye' | 'close' | 'silence' | undefined
}

export type SdCardSettings = {
  readonly recordings: readonly FootageRange[]
  readonly framesPerSecond: number
  readonly widthPx: number
  readonly heightPx: number
  readonly oneRecording: boolean
  readonly replayEnd: 'bye' | 'close' | 'silence'
}

type MainPicture = Pick<SdCardSettings, 'framesPerSecond' | 'widthPx' | 'heightPx'>

/** Fills in the defaults; refuses ranges that are empty, out of order or overlap. */
export function sdCardSettings(options: SdCardOptions, main: MainPicture): SdCardSettings {
  let lastMs = Number.NEGATIVE_INFINITY
  for (const { fromMs, toMs } of options.recordings) {
    if (!(fromMs >= lastMs && toMs > fromMs)) {
      throw new RangeError(`The card's recording ${fromMs} … ${toMs} is empty, out of order or overlaps`)
    }
    lastMs = toMs
  }
  return {
    recordings: options.recordings,
    framesPerSecond: options.framesPerSecond ?? main.framesPerSecond,
    widthPx: options.widthPx ?? main.widthPx,
    heightPx: options.heightPx ?? main.heightPx,
    oneRecording: options.oneRecording ?? false,
    replayEnd: options.replayEnd ?? 'bye',
  }
}
