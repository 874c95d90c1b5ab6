import { Checkbox } from '@mantine/core'
import type { TFunction } from 'i18next'
import type { ReactNode } from 'react'
import type { DataColumn } from '#renderer/ui/data-table.tsx'
import { formatClockOffset, formatNumber, formatTime, NONE } from '#renderer/ui/format.ts'
import { placeOf } from '#renderer/ui/place.ts'
import type { Camera } from '#shared/cameras/cameras.model.ts'
import { type InstantMs, SECOND_MS } from '#shared/kernel/instant.ts'
import type { RecorderStatus } from '#shared/recordings/recordings.model.ts'
import type { UnitTree } from '#shared/units/units.model.ts'
import type { useCameraWords } from '../use-camera-words.ts'
import { Apart } from './apart.tsx'
import { CameraMenu } from './camera-menu.tsx'
import { RecorderState } from './recorder-state.tsx'

export type ColumnContext = {
  readonly t: TFunction
  readonly words: ReturnType<typeof useCameraWords>
  readonly tree: UnitTree | undefined
  readonly recorders: ReadonlyMap<string, RecorderStatus>
}

type Column = DataColumn<Camera>

export function stateColumn({ t, recorders }: ColumnContext): Column {
  return {
    id: 'state',
    header: t('cameras.column.state'),
    cell: (camera) => <RecorderState camera={camera} recorder={recorders.get(camera.id)} />,
    sortBy: ({ id }) => recorders.get(id)?.state ?? null,
    widthPx: 140,
  }
}

export function placeColumns({ t, tree }: ColumnContext): Column[] {
  return [
    {
      id: 'name',
      header: t('cameras.column.name'),
      cell: ({ name, device }) => (
        <TwoLines
          first={<strong>{name}</strong>}
          second={device === null ? '' : `${device.manufacturer} ${device.model}`}
        />
      ),
      sortBy: ({ name }) => name,
    },
    {
      id: 'place',
      header: t('cameras.column.place'),
      cell: ({ roomId, counterIds }) => (
        <TwoLines first={placeOf(tree, roomId)} second={counterNames(tree, counterIds)} />
      ),
      sortBy: ({ roomId }) => placeOf(tree, roomId),
    },
  ]
}

export function pictureColumns({ t, words }: ColumnContext): Column[] {
  return [
    {
      id: 'picture',
      header: t('cameras.column.picture'),
      cell: (camera) => (
        <TwoLines
          first={<span className="mc-nowrap">{words.picture(camera)}</span>}
          second={[subStreamOf(camera, t), keyframesOf(camera, t)].filter((part) => part !== '').join(' · ')}
        />
      ),
      sortBy: ({ widthPx, heightPx }) => widthPx * heightPx,
    },
    {
      id: 'recording',
      header: t('cameras.column.recording'),
      cell: ({ recordedStream, schedule, audioEnabled }) => (
        <TwoLines
          first={
            <span className="mc-nowrap">
              {[t(`cameras.stream.${recordedStream}`), audioEnabled ? t('cameras.withAudio') : '']
                .filter((part) => part !== '')
                .join(' · ')}
            </span>
          }
          second={words.shortSchedule(schedule)}
        />
      ),
      sortBy: ({ recordedStream, schedule }) => `${schedule.kind} ${recordedStream}`,
    },
  ]
}

function subStreamOf({ subStream }: Camera, t: TFunction): string {
  return subStream === null
    ? t('cameras.stream.none')
    : t('cameras.stream.subOf', { size: `${subStream.widthPx}×${subStream.heightPx}` })
}

function keyframesOf({ keyframeSpacingMs }: Camera, t: TFunction): string {
  if (keyframeSpacingMs === null) return ''
  return t('cameras.keyframesEvery', { seconds: formatNumber(keyframeSpacingMs / SECOND_MS, 1) })
}

export function figureColumns({ t, recorders }: ColumnContext): Column[] {
  const lastGroupOf = (id: string): InstantMs | null => recorders.get(id)?.lastGroupEndMs ?? null
  return [
    {
      id: 'clock',
      header: t('cameras.column.clock'),
      align: 'right',
      cell: ({ clockOffset }) => (
        <span className="mc-nowrap">{clockOffset === null ? NONE : formatClockOffset(clockOffset)}</span>
      ),
      sortBy: ({ clockOffset }) => clockOffset?.offsetMs ?? null,
    },
    {
      id: 'last',
      header: t('cameras.column.lastGroup'),
      align: 'right',
      cell: ({ id }) => {
        const endMs = lastGroupOf(id)
        return endMs === null ? NONE : formatTime(endMs)
      },
      sortBy: ({ id }) => lastGroupOf(id),
    },
  ]
}

type Choice = {
  readonly chosen: ReadonlySet<string>
  readonly onChoose: (id: string, chosen: boolean) => void
}

/** For those who may change cameras. */
export function choiceColumn({ t }: ColumnContext, { chosen, onChoose }: Choice): Column {
  return {
    id: 'chosen',
    header: '',
    widthPx: 36,
    cell: ({ id, name, state }) =>
      state !== 'removed' && (
        <Apart>
          <Checkbox
            size="xs"
            aria-label={t('cameras.choose', { name })}
            checked={chosen.has(id)}
            onChange={(event) => onChoose(id, event.currentTarget.checked)}
          />
        </Apart>
      ),
  }
}

export function actionsColumn(): Column {
  return {
    id: 'actions',
    header: '',
    align: 'right',
    widthPx: 48,
    cell: (camera) => (
      <Apart>
        <CameraMenu camera={camera} />
      </Apart>
    ),
  }
}

function TwoLines({ first, second }: { readonly first: ReactNode; readonly second: string }): ReactNode {
  return (
    <>
      {first}
      {second !== '' && <div className="mc-quiet">{second}</div>}
    </>
  )
}

export function counterNames(tree: UnitTree | undefined, counterIds: readonly string[]): string {
  const counters = tree?.rooms.flatMap((room) => room.counters) ?? []
  return counters
    .filter(({ id }) => counterIds.includes(id))
    .map(({ name }) => name)
    .join(', ')
}
