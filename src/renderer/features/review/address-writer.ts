import type { ReviewState, ReviewStore } from './review.store.ts'

/** While it plays the address follows this often; at rest at once. */
const PLAYING_WRITE_MS = 4000
const REST_WRITE_MS = 250

/** What of the state stands in the address. */
const WRITTEN = ['atMs', 'mainCameraId', 'selectedKey', 'isPlaying', 'view', 'marks'] as const

type Address = {
  /** Whether the newest address is still the workbench's: a person may have left for a page that is loading. */
  readonly isHere: () => boolean
  readonly write: (state: ReviewState) => void
}

/** Writes the address now and a while after each change of it. @returns what ends that */
export function followInAddress(store: ReviewStore, { isHere, write }: Address): () => void {
  let timer: ReturnType<typeof setTimeout> | null = null
  const writeNow = (): void => {
    timer = null
    if (isHere()) write(store.getState())
  }
  const schedule = (state: ReviewState, before: ReviewState): void => {
    if (!WRITTEN.some((key) => state[key] !== before[key])) return
    if (timer !== null && state.isPlaying) return
    if (timer !== null) clearTimeout(timer)
    timer = setTimeout(writeNow, state.isPlaying ? PLAYING_WRITE_MS : REST_WRITE_MS)
  }
  const end = store.subscribe(schedule)
  timer = setTimeout(writeNow, REST_WRITE_MS)
  return () => {
    end()
    if (timer !== null) clearTimeout(timer)
  }
}
