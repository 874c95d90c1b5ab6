import { type ReactNode, useCallback, useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { EventCoverage } from '#shared/coverage/coverage.model.ts'
import type { ReviewSearch } from '#renderer/api/review-search.ts'
import { useMay } from '#renderer/api/session.ts'
import { PlayerDeck } from '#renderer/player/player-deck.ts'
import { afterDelay } from '#renderer/player/create-player.ts'
import { downloadBlob, snapshotCaption, snapshotFileName, snapshotOf } from '#renderer/player/snapshot.ts'
import { formatClockOffset } from '#renderer/ui/format.ts'
import { EventList } from './components/event-list.tsx'
import { MomentPanel } from './components/moment-panel.tsx'
import { ReviewDialogs } from './components/review-dialogs.tsx'
import { ReviewTiles } from './components/review-tiles.tsx'
import { ReviewTimeline } from './components/review-timeline.tsx'
import { TransportBar } from './components/transport-bar.tsx'
import { eventKey, firstInstant, firstMainCamera, firstWatchable } from './review.rules.ts'
import { marksOf } from './review-address.rules.ts'
import { ReviewCommands } from './review-commands.ts'
import {
  type ReviewBench,
  ReviewContext,
  type ReviewSession,
  useReview,
  useReviewState,
} from './review-context.ts'
import { rememberedGaps } from './remembered-gaps.ts'
import { createReviewStore } from './review.store.ts'
import { useReviewKeys } from './use-review-keys.ts'
import { useReviewUrl } from './use-review-url.ts'

type WorkbenchProps = {
  readonly session: ReviewSession
  readonly events: readonly EventCoverage[]
  readonly search: ReviewSearch
}

function createBench({ session, events, search }: WorkbenchProps): ReviewBench {
  const asked = events.find((event) => event.dossierId === search.dossier) ?? null
  const event = asked ?? (search.at === undefined ? firstWatchable(events) : null)
  const atMs = firstInstant(search.at, event, session.lanes, session.bounds)
  const mainCameraId = firstMainCamera(session.cameras, session.lanes, search.cameras, event)
  const gaps = rememberedGaps()
  const selectedKey = event ? eventKey(event) : null
  const store = createReviewStore({ atMs, mainCameraId, selectedKey, events, gaps })
  store.setState({ marks: marksOf(search, session.bounds) })
  const steadyMs = (): number => performance.now()
  const deck = new PlayerDeck({ mainId: mainCameraId, atMs, gaps, after: afterDelay, steadyMs })
  const cameraIds = session.cameras.map((camera) => camera.id)
  const zooms: ReviewBench['zooms'] = new Map()
  const commands = new ReviewCommands({ store, deck, bounds: session.bounds, cameraIds, zooms })
  return { store, deck, commands, videos: new Map(), zooms }
}

/** One room over one stretch: list, pictures, this moment, timeline. */
export function Workbench(props: WorkbenchProps): ReactNode {
  const { session, events, search } = props
  const [bench] = useState(() => createBench(props))
  const value = useMemo(() => ({ ...bench, session }), [bench, session])
  useEffect(() => bench.deck.subscribe(() => bench.commands.followDeck()), [bench])
  useEffect(() => () => bench.deck.pause(), [bench])
  useEffect(() => bench.store.setState({ events }), [bench, events])
  useReviewUrl(bench, session, search)

  return (
    <ReviewContext value={value}>
      <WorkbenchBody search={search} />
    </ReviewContext>
  )
}

function useSnapshot(bench: ReviewBench, session: ReviewSession): () => void {
  const { t } = useTranslation()
  return useCallback(() => {
    const { mainCameraId } = bench.store.getState()
    const camera = session.cameras.find((one) => one.id === mainCameraId)
    const video = mainCameraId === null ? undefined : bench.videos.get(mainCameraId)
    if (!camera || !video) return
    const atMs = bench.deck.nowMs()
    const { clockOffset } = camera
    const clock = clockOffset === null ? t('review.clockNotMeasured') : `${formatClockOffset(clockOffset)} s`
    const caption = snapshotCaption(camera.name, atMs, [`${t('review.snapshotClock')} ${clock}`])
    void snapshotOf(video, caption).then((blob) => {
      if (blob) downloadBlob(blob, snapshotFileName(camera.name, atMs))
    })
  }, [bench, session, t])
}

function WorkbenchBody({ search }: { readonly search: ReviewSearch }): ReactNode {
  const bench = useReview()
  const { commands, session } = bench
  const isDialogOpen = useReviewState((state) => state.dialog.kind !== 'none')
  const onSnapshot = useSnapshot(bench, session)
  const mayLock = useMay()('recordings.lock')
  const keys = useMemo(
    () => ({
      commands,
      cameraIds: session.cameras.map((camera) => camera.id),
      heardIds: session.cameras.filter((camera) => camera.audioEnabled).map((camera) => camera.id),
      mayLock,
      onSnapshot,
    }),
    [commands, session.cameras, mayLock, onSnapshot],
  )
  useReviewKeys(keys, !isDialogOpen)
  return (
    <>
      <div className="review-body">
        <EventList />
        <div className="review-stage">
          <ReviewTiles />
          <TransportBar onSnapshot={onSnapshot} />
        </div>
        <MomentPanel />
      </div>
      <ReviewTimeline search={search} />
      <ReviewDialogs />
    </>
  )
}
