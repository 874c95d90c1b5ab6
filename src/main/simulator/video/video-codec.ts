export type VideoCodec = 'h264' | 'h265'

/** What a client has to know before the first picture. */
export type ParameterSets = {
  /** H.265 only, else empty. */
  readonly video: Buffer
  readonly sequence: Buffer
  readonly picture: Buffer
}
