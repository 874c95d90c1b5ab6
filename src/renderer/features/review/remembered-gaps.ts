import type { GapMode } from '#renderer/player/player.model.ts'

const KEY = 'minh-chung.review.gaps'

/** What this person chose on this computer; gaps are skipped until somebody chooses. */
export function rememberedGaps(): GapMode {
  return window.localStorage.getItem(KEY) === 'show' ? 'show' : 'skip'
}

export function rememberGaps(gaps: GapMode): void {
  window.localStorage.setItem(KEY, gaps)
}
