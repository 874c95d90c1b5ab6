import { Button } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '#renderer/api/client.ts'
import { useMay } from '#renderer/api/session.ts'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { PageHeader } from '#renderer/ui/page-header.tsx'
import { placeOf } from '#renderer/ui/place.ts'
import { QueryView } from '#renderer/ui/query-view.tsx'
import type { Camera } from '#shared/cameras/cameras.model.ts'
import type { Id } from '#shared/kernel/ids.ts'
import { BaselinePanel } from './components/baseline-panel.tsx'
import { CameraMenu } from './components/camera-menu.tsx'
import { ClockPanel } from './components/clock-panel.tsx'
import { EventsPanel } from './components/events-panel.tsx'
import { IdentityPanel } from './components/identity-panel.tsx'
import { NewestLadder } from './components/newest-ladder.tsx'
import { SettingsPanel } from './components/settings-panel.tsx'
import './add-camera.css'
import './camera-page.css'
import { useReprobe } from './use-reprobe.ts'

const POLL_MS = 4000

type CameraPageProps = {
  /** Panels of features above this one, such as the camera's health; they stand at the top of the right side. */
  readonly panels?: (cameraId: Id) => ReactNode
}

/** One camera: what it is, what the ladder found then and now, its clock, its own hints, its settings. */
export function CameraPage({ panels }: CameraPageProps): ReactNode {
  const { t } = useTranslation()
  const { cameraId } = useParams({ strict: false })
  const cameras = useQuery(orpc.cameras.list.queryOptions({ refetchInterval: POLL_MS * 3 }))
  return (
    <QueryView query={cameras} rows={10}>
      {(list) => {
        const camera = list.find(({ id }) => id === cameraId)
        return camera === undefined ? (
          <EmptyState
            title={t('cameras.page.unknown')}
            advice={t('cameras.page.unknownAdvice')}
            action={
              <Button component={Link} to="/cameras">
                {t('cameras.page.toList')}
              </Button>
            }
          />
        ) : (
          <CameraView key={camera.id} camera={camera} panels={panels?.(camera.id)} />
        )
      }}
    </QueryView>
  )
}

type CameraViewProps = { readonly camera: Camera; readonly panels: ReactNode }

function CameraView({ camera, panels }: CameraViewProps): ReactNode {
  const { t } = useTranslation()
  const may = useMay()
  const tree = useQuery(orpc.units.tree.queryOptions({ input: {} }))
  const status = useQuery(orpc.recordings.status.queryOptions({ refetchInterval: POLL_MS, retry: false }))
  const probes = useQuery(orpc.cameras.probes.queryOptions({ input: { id: camera.id } }))
  const reprobe = useReprobe(camera)
  const manages = may('cameras.manage') && camera.state !== 'removed'
  const recorder = status.data?.recorders.find(({ cameraId }) => cameraId === camera.id)

  return (
    <>
      <PageHeader
        title={camera.name}
        description={placeOf(tree.data, camera.roomId)}
        action={
          manages && (
            <>
              <Button
                loading={reprobe.isPending}
                leftSection={<IconRefresh size={16} aria-hidden />}
                onClick={reprobe.start}
                data-testid="reprobe"
              >
                {t('cameras.page.reprobe')}
              </Button>
              <CameraMenu camera={camera} />
            </>
          )
        }
      />
      <div className="mc-camera">
        <div className="mc-add-column">
          <IdentityPanel camera={camera} recorder={recorder} tree={tree.data} />
          {manages && <SettingsPanel camera={camera} />}
        </div>
        <div className="mc-add-column">
          {panels}
          <NewestLadder reprobe={reprobe} probes={probes} />
          <ClockPanel cameraId={camera.id} />
          <EventsPanel camera={camera} />
          <BaselinePanel cameraId={camera.id} probes={probes} />
        </div>
      </div>
    </>
  )
}
