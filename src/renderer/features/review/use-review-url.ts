import { useRouter } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import type { ReviewSearch } from '#renderer/api/review-search.ts'
import { followInAddress } from './address-writer.ts'
import { eventKey } from './review.rules.ts'
import type { ReviewBench, ReviewSession } from './review-context.ts'
import type { ReviewState } from './review.store.ts'

const REVIEW_PATH = '/review'

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
  const router = useRouter()
  const written = useRef<ReviewSearch>(search)
  const sessionRef = useRef(session)
  useEffect(() => {
    sessionRef.current = session
  }, [session])

  useEffect(
    () =>
      followInAddress(bench.store, {
        isHere: () => router.latestLocation.pathname === REVIEW_PATH,
        write: (state) => {
          const next = searchOf(state, sessionRef.current)
          written.current = next
          void router.navigate({ to: REVIEW_PATH, search: next, replace: true })
        },
      }),
    [bench, router],
  )

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
