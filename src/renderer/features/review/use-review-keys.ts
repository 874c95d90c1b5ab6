import { useEffect } from 'react'
import { MINUTE_MS, SECOND_MS } from '#shared/kernel/instant.ts'
import type { ReviewCommands } from './review-commands.ts'

/** Every key of the workbench with the name of its sentence under `review.keys.` */
export const REVIEW_KEYS: readonly { readonly keys: readonly string[]; readonly word: string }[] = [
  { keys: ['Space', 'K'], word: 'play' },
  { keys: ['J', 'L'], word: 'speed' },
  { keys: ['←', '→'], word: 'seconds' },
  { keys: ['Shift ←', 'Shift →'], word: 'minutes' },
  { keys: [',', '.'], word: 'frames' },
  { keys: ['I', 'O'], word: 'marks' },
  { keys: ['X'], word: 'clearMarks' },
  { keys: ['B'], word: 'bookmark' },
  { keys: ['Shift B'], word: 'lock' },
  { keys: ['S'], word: 'snapshot' },
  { keys: ['N', 'P'], word: 'events' },
  { keys: ['1–9'], word: 'tiles' },
  { keys: ['+', '−'], word: 'zoom' },
  { keys: ['?'], word: 'help' },
]

export type ReviewKeyTarget = {
  readonly commands: ReviewCommands
  readonly cameraIds: readonly string[]
  readonly mayLock: boolean
  readonly onSnapshot: () => void
}

function actionOf(
  event: KeyboardEvent,
  { commands, cameraIds, mayLock, onSnapshot }: ReviewKeyTarget,
): (() => void) | null {
  const far = event.shiftKey ? MINUTE_MS : 5 * SECOND_MS
  switch (event.key.toLowerCase()) {
    case ' ':
    case 'k':
      return () => commands.togglePlay()
    case 'j':
      return () => commands.changeRate(-1)
    case 'l':
      return () => commands.changeRate(1)
    case 'arrowleft':
      return () => commands.move(-far)
    case 'arrowright':
      return () => commands.move(far)
    case ',':
      return () => commands.step(-1)
    case '.':
      return () => commands.step(1)
    case 'i':
      return () => commands.setIn()
    case 'o':
      return () => commands.setOut()
    case 'x':
      return () => commands.clearMarks()
    case 'b':
      if (!event.shiftKey) return () => commands.openBookmark()
      return mayLock ? () => commands.openLock() : null
    case 's':
      return onSnapshot
    case 'n':
      return () => commands.pickNeighbour(1)
    case 'p':
      return () => commands.pickNeighbour(-1)
    case '?':
      return () => commands.open({ kind: 'keys' })
    default: {
      const cameraId = /^[1-9]$/.test(event.key) ? cameraIds[Number(event.key) - 1] : undefined
      return cameraId === undefined ? null : () => commands.setMain(cameraId)
    }
  }
}

/** The list of dossiers is a listbox too, and must not take these keys: it is where a click leaves the focus. */
const TYPING = 'input, textarea, select, [contenteditable="true"], [role="dialog"], [role="menu"]'

/** Whether a key belongs to what has the focus: text being typed, an open dialog, a button that Space presses. */
function isTaken(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return true
  const target = event.target instanceof Element ? event.target : null
  if (target?.closest(TYPING)) return true
  return event.key === ' ' && target?.closest('button, a, [role="tab"]') !== null && target !== null
}

export function useReviewKeys(target: ReviewKeyTarget, isEnabled: boolean): void {
  useEffect(() => {
    if (!isEnabled) return
    const onKeyDown = (event: KeyboardEvent): void => {
      if (isTaken(event)) return
      const action = actionOf(event, target)
      if (!action) return
      event.preventDefault()
      action()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [target, isEnabled])
}
