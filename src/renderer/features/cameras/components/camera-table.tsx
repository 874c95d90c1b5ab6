import { Button, Group } from '@mantine/core'
import { IconCalendarTime } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '#renderer/api/session.ts'
import { DataTable } from '#renderer/ui/data-table.tsx'
import { formatNumber } from '#renderer/ui/format.ts'
import type { Camera } from '#shared/cameras/cameras.model.ts'
import type { RecorderStatus } from '#shared/recordings/recordings.model.ts'
import type { UnitTree } from '#shared/units/units.model.ts'
import { useCameraWords } from '../use-camera-words.ts'
import {
  actionsColumn,
  choiceColumn,
  figureColumns,
  pictureColumns,
  placeColumns,
  stateColumn,
} from './camera-columns.tsx'
import { ScheduleDialog } from './schedule-dialog.tsx'

type CameraTableProps = {
  readonly cameras: readonly Camera[]
  /** Undefined until the station has answered. */
  readonly recorders: readonly RecorderStatus[] | undefined
  readonly tree: UnitTree | undefined
}

const NONE_CHOSEN: ReadonlySet<string> = new Set()

export function CameraTable({ cameras, recorders, tree }: CameraTableProps): ReactNode {
  const { t } = useTranslation()
  const may = useMay()
  const navigate = useNavigate()
  const words = useCameraWords()
  const manages = may('cameras.manage')
  const [chosen, setChosen] = useState(NONE_CHOSEN)
  const [scheduling, setScheduling] = useState(false)
  const inService = cameras.filter(({ state }) => state !== 'removed')
  const chosenCameras = inService.filter(({ id }) => chosen.has(id))

  const columns = useMemo(() => {
    const byCamera = new Map(recorders?.map((recorder) => [recorder.cameraId, recorder]))
    const context = { t, words, tree, recorders: byCamera }
    const shown = [
      stateColumn(context),
      ...placeColumns(context),
      ...pictureColumns(context),
      ...figureColumns(context),
    ]
    if (!manages) return shown
    const onChoose = (id: string, isChosen: boolean): void =>
      setChosen((before) => new Set(isChosen ? [...before, id] : [...before].filter((each) => each !== id)))
    return [choiceColumn(context, { chosen, onChoose }), ...shown, actionsColumn()]
  }, [t, words, tree, recorders, manages, chosen])

  return (
    <>
      {manages && inService.length > 0 && (
        <div className="mc-choice">
          <span className="mc-quiet">
            {chosenCameras.length === 0
              ? t('cameras.chooseHint')
              : t('cameras.chosen', {
                  count: chosenCameras.length,
                  number: formatNumber(chosenCameras.length),
                })}
          </span>
          <Group gap="xs">
            <Button
              size="compact-xs"
              variant="subtle"
              onClick={() => setChosen(new Set(inService.map(({ id }) => id)))}
            >
              {t('cameras.chooseAll')}
            </Button>
            <Button
              size="compact-xs"
              variant="subtle"
              disabled={chosenCameras.length === 0}
              onClick={() => setChosen(NONE_CHOSEN)}
            >
              {t('cameras.chooseNone')}
            </Button>
            <Button
              size="compact-xs"
              variant="default"
              leftSection={<IconCalendarTime size={14} aria-hidden />}
              disabled={chosenCameras.length === 0}
              onClick={() => setScheduling(true)}
              data-testid="set-schedule"
            >
              {t('cameras.schedule.set')}
            </Button>
          </Group>
        </div>
      )}
      <DataTable
        label={t('cameras.title')}
        columns={columns}
        rows={cameras}
        rowId={({ id }) => id}
        onOpen={({ id }) => void navigate({ to: '/cameras/$cameraId', params: { cameraId: id } })}
        initialSort={{ id: 'place', desc: false }}
      />
      <ScheduleDialog cameras={chosenCameras} opened={scheduling} onClose={() => setScheduling(false)} />
    </>
  )
}
