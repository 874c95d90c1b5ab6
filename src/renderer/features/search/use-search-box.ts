import { useNavigate } from '@tanstack/react-router'
import { type KeyboardEvent, useState } from 'react'
import { useMay, useMe } from '#renderer/api/session.ts'
import type { SearchHit } from '#shared/search/search.model.ts'
import { hitsOf } from './components/search-results.tsx'
import { readRecent, withRecent, writeRecent } from './recent-searches.ts'
import { type SearchTarget, targetsOf } from './search-links.ts'
import { useSearchResults } from './use-search-results.ts'

/** Searched for before, by the person who is logged in. */
function useRecent() {
  const userId = useMe()?.user.id ?? ''
  const [version, setVersion] = useState(0)
  const change = (recent: readonly string[]): void => {
    writeRecent(userId, recent)
    setVersion(version + 1)
  }
  const recent = readRecent(userId)
  return { recent, remember: (text: string) => change(withRecent(recent, text)), clear: () => change([]) }
}

/** The field's state and keys. `active` is the row that Enter takes. */
export function useSearchBox() {
  const may = useMay()
  const navigate = useNavigate()
  const { recent, remember, clear } = useRecent()
  const [typed, setTyped] = useState('')
  const [isOpen, setOpen] = useState(false)
  const [isComposing, setComposing] = useState(false)
  const [active, setActive] = useState(0)
  const results = useSearchResults(typed, { isComposing, isOpen })
  const hits = hitsOf(results.answer)
  const rows = typed.trim() === '' ? recent.length : hits.length
  const current = Math.min(active, rows - 1)

  function go(target: SearchTarget | null): void {
    if (target === null) return
    remember(typed)
    setOpen(false)
    if (target.kind === 'footage') void navigate({ to: '/review', search: target.search })
    else void navigate({ href: target.href })
  }

  function type(text: string): void {
    setTyped(text)
    setActive(0)
    setOpen(true)
  }

  const pick = (hit: SearchHit, withControl: boolean): void => {
    const { enter, control } = targetsOf(hit, may)
    go(withControl ? control : enter)
  }

  function take(withControl: boolean): void {
    const text = typed.trim()
    if (text === '') {
      const again = recent[current]
      if (again !== undefined) type(again)
      return
    }
    // Rows that answer an earlier text are not what Enter means.
    if (text !== results.asked) return results.askNow(text)
    const hit = hits[current]
    if (hit !== undefined && !results.isWaiting) pick(hit, withControl)
  }

  function leave(field: HTMLInputElement): void {
    if (isOpen && typed !== '') return setOpen(false)
    setTyped('')
    setOpen(false)
    field.blur()
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    if (event.nativeEvent.isComposing) return
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) {
      event.preventDefault()
      setOpen(true)
      if (rows > 0) setActive((current + step + rows) % rows)
    } else if (event.key === 'Enter') {
      event.preventDefault()
      if (isOpen) take(event.ctrlKey || event.metaKey)
      else setOpen(true)
    } else if (event.key === 'Escape') leave(event.currentTarget)
  }

  return {
    typed,
    isOpen,
    active: current,
    rows,
    results,
    recent,
    clearRecent: clear,
    type,
    setOpen,
    setActive,
    setComposing,
    pick,
    onKeyDown,
  }
}
