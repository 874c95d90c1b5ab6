import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '#renderer/api/session.ts'
import { CameraPage } from '#renderer/features/cameras/camera-page.tsx'
import { HealthHistory } from '#renderer/features/health/components/health-history.tsx'
import { ZonesPanel } from '#renderer/features/presence/zones-panel.tsx'
import { Panel } from '#renderer/ui/panel.tsx'

/** One camera with everything about it, what its health was and its zones included. */
export function CameraWithHealth(): ReactNode {
  const { t } = useTranslation()
  const may = useMay()
  return (
    <CameraPage
      panels={(cameraId) => (
        <>
          {may('recordings.view') && <ZonesPanel cameraId={cameraId} />}
          {may('health.read') && (
            <Panel title={t('health.past')}>
              <HealthHistory cameraId={cameraId} shows="alerts" />
            </Panel>
          )}
        </>
      )}
    />
  )
}
