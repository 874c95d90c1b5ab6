import { useEffect } from 'react'
import { MINUTE_MS, SECOND_MS } from '#shared/kernel/instant.ts'
import type { ReviewCommands } from './review-commands.ts'

/** Every key of the workbench with the name of its sentence under `review.keys.` */
export const REVIEW_KEYS: readonly { readonly keys: readonly string[]; readonly word: string }[] = [
  { keys: ['Space'], word: 'play' },
  { keys: ['J', 'K', 'L'], word: 'shuttle' },
  { keys: ['<', '>'], word: 'speed' },
  { keys: ['←', '→'], word: 'seconds' },
  { keys: ['Shift ←', 'Shift →'], word: 'minutes' },
  { keys: [',', '.'], word: 'frames' },
  { keys: ['[', ']'], word: 'footage' },
  { keys: ['H'], word: 'gaps' },
  { keys: ['I', 'O'], word: 'marks' },
  { keys: ['R'], word: 'loop' },
  { keys: ['X'], word: 'clearMarks' },
  { keys: ['B'], word: 'bookmark' },
  { keys: ['Shift B'], word: 'lock' },
  { keys: ['S'], word: 'snapshot' },
  { keys: ['N', 'P'], word: 'events' },
  { keys: ['1–9'], word: 'tiles' },
  { keys: ['T'], word: 'independent' },
  { keys: ['Z', 'Shift Z', '0'], word: 'tileZoom' },
  { keys: ['Ctrl ←', '→', '↑', '↓'], word: 'tilePan' },
  { keys: ['M'], word: 'sound' },
  { keys: ['+', '−'], word: 'zoom' },
  { keys: ['?'], word: 'help' },
]

export type ReviewKeyTarget = {
  readonly commands: ReviewCommands
  readonly cameraIds: readonly string[]
  /** Cameras whose sound is recorded. */
  readonly heardIds: readonly string[]
  readonly mayLock: boolean
  readonly onSnapshot: () => void
}

const ZOOM_FACTOR = 1.5
const PAN_SHARE = 0.15

/** Moves the enlarged picture: the arrow says where the look goes, the picture goes the other way. */
const PANS: Readonly<Record<string, readonly [number, number]>> = {
  arrowleft: [PAN_SHARE, 0],
  arrowright: [-PAN_SHARE, 0],
  arrowup: [0, PAN_SHARE],
  arrowdown: [0, -PAN_SHARE],
}

function actionOf(event: KeyboardEvent, target: ReviewKeyTarget): (() => void) | null {
  const { commands } = target
  const key = event.key.toLowerCase()
  if (event.ctrlKey) {
    const pan = PANS[key]
    return pan ? () => commands.pan(...pan) : null
  }
  return playingAction(key, event.shiftKey, commands) ?? otherAction(key, event.shiftKey, target)
}

function playingAction(key: string, isShifted: boolean, commands: ReviewCommands): (() => void) | null {
  const far = isShifted ? MINUTE_MS : 5 * SECOND_MS
  switch (key) {
    case ' ':
      return () => commands.togglePlay()
    case 'j':
      return () => commands.backward()
    case 'k':
      return () => commands.pause()
    case 'l':
      return () => commands.forward()
    case '<':
      return () => commands.changeRate(-1)
    case '>':
      return () => commands.changeRate(1)
    case 'arrowleft':
      return () => commands.move(-far)
    case 'arrowright':
      return () => commands.move(far)
    case ',':
      return () => commands.step(-1)
    case '.':
      return () => commands.step(1)
    case '[':
      return () => commands.toPreviousFootage()
    case ']':
      return () => commands.toNextFootage()
    case 'h':
      return () => commands.toggleGaps()
    case 'r':
      return () => commands.toggleLoop()
    case 't':
      return () => commands.toggleIndependent()
    case 'z':
      return () => commands.zoom(isShifted ? 1 / ZOOM_FACTOR : ZOOM_FACTOR)
    case '0':
      return () => commands.resetZoom()
    default:
      return null
  }
}

function otherAction(
  key: string,
  isShifted: boolean,
  { commands, cameraIds, heardIds, mayLock, onSnapshot }: ReviewKeyTarget,
): (() => void) | null {
  switch (key) {
    case 'i':
      return () => commands.setIn()
    case 'o':
      return () => commands.setOut()
    case 'x':
      return () => commands.clearMarks()
    case 'b':
      if (!isShifted) return () => commands.openBookmark()
      return mayLock ? () => commands.openLock() : null
    case 'm':
      return heardIds.length > 0 ? () => commands.toggleSound() : null
    case 's':
      return onSnapshot
    case 'n':
      return () => commands.pickNeighbour(1)
    case 'p':
      return () => commands.pickNeighbour(-1)
    case '?':
      return () => commands.open({ kind: 'keys' })
    default: {
      const cameraId = /^[1-9]$/.test(key) ? cameraIds[Number(key) - 1] : undefined
      return cameraId === undefined ? null : () => commands.setMain(cameraId)
    }
  }
}

/** The list of dossiers is a listbox too, and must not take these keys: it is where a click leaves the focus. */
const TYPING = 'input, textarea, select, [contenteditable="true"], [role="dialog"], [role="menu"]'

/** Whether a key belongs to what has the focus: text being typed, an open dialog, a button that Space presses. */
function isTaken(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.metaKey || event.altKey) return true
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
