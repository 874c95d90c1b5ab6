import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useMe } from '#renderer/api/session.ts'
import { SEARCH_ID } from '#renderer/features/search/search-box.tsx'
import { mayOpen, NAVIGATION } from '../layout/navigation.ts'
import { GO_PAUSE_MS, globalActOf } from './global-key.rules.ts'

const TYPING = 'input:not([type="checkbox"], [type="radio"]), textarea, select, [contenteditable="true"]'
const OPEN_LAYER = '[role="dialog"], [role="menu"]'

function isTaken(event: KeyboardEvent): boolean {
  if (event.isComposing || event.defaultPrevented) return true
  const target = event.target instanceof Element ? event.target : null
  if (target?.closest(TYPING)) return true
  return document.querySelector(OPEN_LAYER) !== null
}

/** The one search box, or the page's own first filter field where the person has none. */
function focusSearch(): void {
  const field =
    document.querySelector<HTMLElement>(`#${SEARCH_ID} input`) ??
    document.querySelector<HTMLElement>('[role="search"] input')
  field?.focus()
}

/** `/`, `?` and G with a letter answer on every page, before what the page itself does with keys. */
export function useGlobalKeys(onHelp: () => void): void {
  const navigate = useNavigate()
  const permissions = useMe()?.permissions
  const awaitingSinceMs = useRef<number | null>(null)
  useEffect(() => {
    function go(letter: string): void {
      const item = NAVIGATION.find(({ key }) => key === letter)
      if (item !== undefined && mayOpen(item, permissions ?? [])) void navigate({ to: item.to })
    }
    function onKeyDown(event: KeyboardEvent): void {
      if (event.key === 'Shift') return
      const since = awaitingSinceMs.current
      awaitingSinceMs.current = null
      const act = globalActOf({
        key: event.key,
        hasModifier: event.ctrlKey || event.metaKey || event.altKey,
        isTaken: isTaken(event),
        isAwaitingPage: since !== null && event.timeStamp - since < GO_PAUSE_MS,
      })
      if (act === null) return
      event.preventDefault()
      event.stopImmediatePropagation()
      if (act.kind === 'search') focusSearch()
      else if (act.kind === 'help') onHelp()
      else if (act.kind === 'go') go(act.letter)
      else awaitingSinceMs.current = event.timeStamp
    }
    window.addEventListener('keydown', onKeyDown, { capture: true })
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true })
  }, [navigate, permissions, onHelp])
}
