import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import type { ReviewSearch } from '#renderer/api/review-search.ts'
import { eventKey } from './review.rules.ts'
import type { ReviewBench, ReviewSession } from './review-context.ts'
import type { ReviewState } from './review.store.ts'

/** While it plays the address follows this often; at rest at once. */
const PLAYING_WRITE_MS = 4000
const REST_WRITE_MS = 250

/** What of the state stands in the address. */
const WRITTEN = ['atMs', 'mainCameraId', 'selectedKey', 'isPlaying', 'view', 'marks'] as const

function searchOf(state: ReviewState, session: ReviewSession): ReviewSearch {
  const { mainCameraId, selectedKey, events, atMs, view, marks } = state
  const others = session.cameras.map((camera) => camera.id).filter((id) => id !== mainCameraId)
  const dossierId = events.find((event) => eventKey(event) === selectedKey)?.dossierId
  return {
    room: session.room.id,
    ...(mainCameraId === null ? {} : { cameras: [mainCameraId, ...others].join(',') }),
    at: atMs,
    from: session.bounds.fromMs,
    to: session.bounds.toMs,
    ...(dossierId === undefined ? {} : { dossier: dossierId }),
    ...(view === null ? {} : { viewFrom: view.fromMs, viewTo: view.toMs }),
    ...(marks.inMs === null ? {} : { in: marks.inMs }),
    ...(marks.outMs === null ? {} : { out: marks.outMs }),
  }
}

/** Keeps the whole position in the address, and goes where an address from elsewhere points. */
export function useReviewUrl(bench: ReviewBench, session: ReviewSession, search: ReviewSearch): void {
  const navigate = useNavigate()
  const written = useRef<ReviewSearch>(search)
  const sessionRef = useRef(session)
  useEffect(() => {
    sessionRef.current = session
  }, [session])

  useEffect(() => {
    let timer: number | null = null
    const write = (): void => {
      timer = null
      const next = searchOf(bench.store.getState(), sessionRef.current)
      written.current = next
      void navigate({ to: '/review', search: next, replace: true })
    }
    const schedule = (state: ReviewState, before: ReviewState): void => {
      if (!WRITTEN.some((key) => state[key] !== before[key])) return
      if (timer !== null && state.isPlaying) return
      if (timer !== null) window.clearTimeout(timer)
      timer = window.setTimeout(write, state.isPlaying ? PLAYING_WRITE_MS : REST_WRITE_MS)
    }
    const end = bench.store.subscribe(schedule)
    timer = window.setTimeout(write, REST_WRITE_MS)
    return () => {
      end()
      if (timer !== null) window.clearTimeout(timer)
    }
  }, [bench, navigate])

  useEffect(() => {
    const { at, dossier } = search
    if (at === written.current.at && dossier === written.current.dossier) return
    written.current = search
    const event = bench.store.getState().events.find((one) => one.dossierId === dossier)
    if (at !== undefined) bench.commands.seekTo(at)
    else if (event) bench.commands.pick(event)
    if (at !== undefined && event) bench.store.setState({ selectedKey: eventKey(event) })
  }, [bench, search])
}
