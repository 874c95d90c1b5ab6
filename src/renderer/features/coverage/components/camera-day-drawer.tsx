import { Drawer } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { LedgerCamera, LedgerCameraDay } from '#shared/coverage/ledger.model.ts'
import { footageShare } from '#shared/coverage/ledger.rules.ts'
import type { InstantMs } from '#shared/kernel/instant.ts'
import { orpc } from '#renderer/api/client.ts'
import { useMay } from '#renderer/api/session.ts'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { formatDate, formatDuration, formatPercent } from '#renderer/ui/format.ts'
import { QueryView } from '#renderer/ui/query-view.tsx'
import { DayLane } from './day-lane.tsx'
import { DayMinutes } from './day-minutes.tsx'
import { DaySpans } from './day-spans.tsx'

type CameraDayDrawerProps = {
  /** null: closed. */
  readonly camera: LedgerCamera | null
  readonly dayMs: InstantMs
  readonly onClose: () => void
}

/** One day of one camera: the lane, its minutes, and what each stretch without footage is owed to. */
export function CameraDayDrawer({ camera, dayMs, onClose }: CameraDayDrawerProps): ReactNode {
  const { t } = useTranslation()
  return (
    <Drawer
      opened={camera !== null}
      onClose={onClose}
      position="right"
      size={820}
      title={t('coverage.day.title', { camera: camera?.name ?? '', day: formatDate(dayMs) })}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
    >
      {camera && <CameraDay camera={camera} dayMs={dayMs} />}
    </Drawer>
  )
}

function CameraDay({
  camera,
  dayMs,
}: {
  readonly camera: LedgerCamera
  readonly dayMs: InstantMs
}): ReactNode {
  const { t } = useTranslation()
  const { cameraId } = camera
  const day = useQuery(orpc.ledger.day.queryOptions({ input: { cameraId, dayMs } }))
  const mayReview = useMayReview(cameraId)
  return (
    <div data-testid="ledger-day" className="ledger-day">
      <QueryView query={day} rows={12}>
        {(data) =>
          data.sum.figures.scheduledMs === 0 ? (
            <EmptyState compact title={t('coverage.day.off')} advice={t('coverage.noneAdvice')} />
          ) : (
            <>
              <Summary day={data} />
              <DayLane name={camera.name} day={data} />
              <DayMinutes day={data} />
              <DaySpans day={data} camera={camera} mayReview={mayReview} />
            </>
          )
        }
      </QueryView>
    </div>
  )
}

function Summary({ day }: { readonly day: LedgerCameraDay }): ReactNode {
  const { t } = useTranslation()
  const { figures } = day.sum
  const footageMs = figures.byState.recorded + figures.byState.backfilled
  return (
    <p className="mc-quiet">
      {t('coverage.withFootage')}: {formatDuration(footageMs)}/{formatDuration(figures.scheduledMs)} (
      {formatPercent(footageShare(figures))})
    </p>
  )
}

/** An administrator knows of the camera and may not look at its footage. */
function useMayReview(cameraId: string): boolean {
  const may = useMay()
  const isReviewer = may('recordings.view') && may('cameras.read')
  const cameras = useQuery(orpc.cameras.list.queryOptions({ enabled: isReviewer }))
  return isReviewer && (cameras.data ?? []).some(({ id }) => id === cameraId)
}
