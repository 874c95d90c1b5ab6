/** Few enough to follow a change soon, many enough that one large keyframe does not show. */
const WINDOW_GROUPS = 8

export type StreamMeter = {
  readonly add: (group: { readonly sizeBytes: number; readonly durationMs: number }) => void
  /** Over the last few groups; null before the first. */
  readonly bitsPerSecond: () => number | null
  /** The longest of the last few; null before the first. */
  readonly keyframeSpacingMs: () => number | null
}

/** What a stream was like lately. */
export function createStreamMeter(): StreamMeter {
  const groups: { readonly sizeBytes: number; readonly durationMs: number }[] = []

  function bitsPerSecond(): number | null {
    const bytes = groups.reduce((sum, group) => sum + group.sizeBytes, 0)
    const lastedMs = groups.reduce((sum, group) => sum + group.durationMs, 0)
    return lastedMs > 0 ? Math.round((bytes * 8000) / lastedMs) : null
  }

  return {
    add: (group) => {
      groups.push(group)
      if (groups.length > WINDOW_GROUPS) groups.shift()
    },
    bitsPerSecond,
    keyframeSpacingMs: () =>
      groups.length > 0 ? Math.max(...groups.map((group) => group.durationMs)) : null,
  }
}
