import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formatDateTime, formatNumber, formatTime, NONE } from '#renderer/ui/format.ts'
import { Panel } from '#renderer/ui/panel.tsx'
import { placeOf } from '#renderer/ui/place.ts'
import type { Camera } from '#shared/cameras/cameras.model.ts'
import { SECOND_MS } from '#shared/kernel/instant.ts'
import type { RecorderStatus } from '#shared/recordings/recordings.model.ts'
import type { UnitTree } from '#shared/units/units.model.ts'
import { shortAddress } from '../camera-words.ts'
import { useCameraWords } from '../use-camera-words.ts'
import { counterNames } from './camera-columns.tsx'
import { RecorderState } from './recorder-state.tsx'

type IdentityPanelProps = {
  readonly camera: Camera
  readonly recorder: RecorderStatus | undefined
  readonly tree: UnitTree | undefined
}

export function IdentityPanel({ camera, recorder, tree }: IdentityPanelProps): ReactNode {
  const { t } = useTranslation()
  const words = useCameraWords()
  const { device, subStream, keyframeSpacingMs, clockOffset, capabilities } = camera
  const services = (['media2', 'events', 'recordings'] as const).filter((name) => capabilities[name])
  const lastGroupEndMs = recorder?.lastGroupEndMs ?? null
  const facts: readonly (readonly [string, ReactNode])[] = [
    [t('cameras.column.state'), <RecorderState key="state" camera={camera} recorder={recorder} />],
    [t('cameras.column.lastGroup'), lastGroupEndMs === null ? NONE : formatTime(lastGroupEndMs)],
    [t('cameras.column.place'), placeOf(tree, camera.roomId)],
    [t('cameras.counters'), counterNames(tree, camera.counterIds) || NONE],
    [t('cameras.address'), shortAddress(camera.address)],
    [t('cameras.found.device'), device === null ? NONE : `${device.manufacturer} ${device.model}`],
    [t('cameras.found.firmware'), device?.firmware || NONE],
    [t('cameras.found.serial'), device?.serialNumber || NONE],
    [t('cameras.found.picture'), words.picture(camera)],
    [t('cameras.found.subStream'), subStream === null ? t('ui.no') : words.picture(subStream)],
    [
      t('cameras.found.keyframes'),
      keyframeSpacingMs === null
        ? NONE
        : t('cameras.found.everySeconds', { seconds: formatNumber(keyframeSpacingMs / SECOND_MS, 1) }),
    ],
    [t('cameras.found.clock'), clockOffset === null ? NONE : words.clock(clockOffset)],
    [
      t('cameras.found.services'),
      services.length === 0 ? NONE : services.map((name) => t(`cameras.service.${name}`)).join(', '),
    ],
    [t('cameras.page.added'), formatDateTime(camera.createdAtMs)],
  ]
  return (
    <Panel title={t('cameras.page.identity')}>
      <dl className="mc-facts" data-lone>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  )
}
