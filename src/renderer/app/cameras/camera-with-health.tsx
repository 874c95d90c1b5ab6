import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '#renderer/api/session.ts'
import { CameraPage } from '#renderer/features/cameras/camera-page.tsx'
import { HealthHistory } from '#renderer/features/health/components/health-history.tsx'
import { Panel } from '#renderer/ui/panel.tsx'

/** One camera with everything about it, what its health was included. */
export function CameraWithHealth(): ReactNode {
  const { t } = useTranslation()
  const may = useMay()
  return (
    <CameraPage
      panels={(cameraId) =>
        may('health.read') && (
          <Panel title={t('health.past')}>
            <HealthHistory cameraId={cameraId} shows="alerts" />
          </Panel>
        )
      }
    />
  )
}
