import { Button, Group, SegmentedControl, Text } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type ReactNode, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type FootageLock, type LockState, lockStateSchema } from '#shared/retention/retention.model.ts'
import { orpc } from '#renderer/api/client.ts'
import { useMay } from '#renderer/api/session.ts'
import { actorName } from '#renderer/ui/actor-name.ts'
import { type DataColumn, DataTable } from '#renderer/ui/data-table.tsx'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { formatBytes, formatDate, formatRange } from '#renderer/ui/format.ts'
import { lockReason } from '#renderer/ui/lock-reason.ts'
import { Panel } from '#renderer/ui/panel.tsx'
import { QueryView } from '#renderer/ui/query-view.tsx'
import { StatusMark, type StatusTone } from '#renderer/ui/status-mark.tsx'
import { useCameraNames } from '../use-camera-names.ts'
import { useNotices } from '../use-notices.ts'
import { ReasonDialog } from './reason-dialog.tsx'

const TONES: Readonly<Record<LockState, StatusTone>> = {
  provisional: 'warning',
  locked: 'ok',
  released: 'neutral',
}
const FILTERS = ['standing', ...lockStateSchema.options, 'all'] as const
type Filter = (typeof FILTERS)[number]

function shownBy(filter: Filter, { state }: FootageLock): boolean {
  if (filter === 'all') return true
  return filter === 'standing' ? state !== 'released' : state === filter
}

/** Everything that is kept from deletion, by whom and why; kept for good or released here. */
export function LocksTab(): ReactNode {
  const { t } = useTranslation()
  const [filter, setFilter] = useState<Filter>('standing')
  const [releasing, setReleasing] = useState<FootageLock | null>(null)
  const locks = useQuery(orpc.retention.locks.queryOptions({ input: {} }))
  const columns = useColumns(setReleasing)
  const words = { all: t('ui.all'), standing: t('retention.lock.standing') }
  return (
    <Panel
      flush
      title={t('retention.tab.locks')}
      aside={
        <SegmentedControl
          size="xs"
          aria-label={t('retention.lock.filter')}
          value={filter}
          onChange={(value) => setFilter(FILTERS.find((one) => one === value) ?? 'standing')}
          data={FILTERS.map((value) => ({
            value,
            label: value === 'all' || value === 'standing' ? words[value] : t(`retention.lockState.${value}`),
          }))}
        />
      }
    >
      <QueryView query={locks} rows={6}>
        {(all) => <LockRows columns={columns} rows={all.filter((lock) => shownBy(filter, lock))} />}
      </QueryView>
      {releasing !== null && <ReleaseDialog lock={releasing} onClose={() => setReleasing(null)} />}
    </Panel>
  )
}

type LockRowsProps = {
  readonly columns: readonly DataColumn<FootageLock>[]
  readonly rows: readonly FootageLock[]
}

function LockRows({ columns, rows }: LockRowsProps): ReactNode {
  const { t } = useTranslation()
  if (rows.length === 0)
    return <EmptyState compact title={t('retention.lock.none')} advice={t('retention.lock.noneAdvice')} />
  return (
    <DataTable
      label={t('retention.tab.locks')}
      columns={columns}
      rows={rows}
      rowId={({ id }) => id}
      initialSort={{ id: 'range', desc: true }}
    />
  )
}

/** When a lock ends by itself, or ended. */
function endOf({ state, lapsesAtMs, releasedAtMs }: FootageLock) {
  if (state === 'provisional' && lapsesAtMs !== null) return { word: 'lapses', atMs: lapsesAtMs } as const
  if (state === 'released' && releasedAtMs !== null)
    return { word: 'releasedOn', atMs: releasedAtMs } as const
  return null
}

function LockStateCell({ lock }: { readonly lock: FootageLock }): ReactNode {
  const { t } = useTranslation()
  const end = endOf(lock)
  return (
    <>
      <StatusMark tone={TONES[lock.state]}>{t(`retention.lockState.${lock.state}`)}</StatusMark>
      {end !== null && (
        <Text size="xs" c="dimmed">
          {t(`retention.lock.${end.word}`, { date: formatDate(end.atMs) })}
        </Text>
      )}
    </>
  )
}

function LockActions(props: { readonly lock: FootageLock; readonly onRelease: () => void }): ReactNode {
  const { lock, onRelease } = props
  const { t } = useTranslation()
  const { done, failed } = useNotices()
  const confirm = useMutation(
    orpc.retention.confirmLock.mutationOptions({
      onSuccess: () => done('retention.lock.confirmed'),
      onError: (error) => failed('retention.lock.notConfirmed', error),
    }),
  )
  if (lock.state === 'released') return null
  return (
    <Group gap="xs" justify="flex-end" wrap="nowrap">
      {lock.state === 'provisional' && (
        <Button
          size="compact-xs"
          variant="default"
          data-testid="lock-confirm"
          loading={confirm.isPending}
          onClick={() => confirm.mutate({ id: lock.id })}
        >
          {t('retention.lock.confirm')}
        </Button>
      )}
      <Button size="compact-xs" variant="default" data-testid="lock-release" onClick={onRelease}>
        {t('retention.lock.release')}
      </Button>
    </Group>
  )
}

function useColumns(onRelease: (lock: FootageLock) => void): readonly DataColumn<FootageLock>[] {
  const { t } = useTranslation()
  const { nameOf } = useCameraNames()
  const mayLock = useMay()('recordings.lock')
  return useMemo((): DataColumn<FootageLock>[] => {
    const actions: DataColumn<FootageLock> = {
      id: 'do',
      header: '',
      align: 'right',
      cell: (lock) => <LockActions lock={lock} onRelease={() => onRelease(lock)} />,
    }
    return [
      {
        id: 'range',
        header: t('retention.lock.range'),
        cell: (lock) => <span data-testid="lock-row">{formatRange(lock)}</span>,
        sortBy: ({ fromMs }) => fromMs,
      },
      {
        id: 'cameras',
        header: t('retention.lock.cameras'),
        cell: ({ cameraIds }) => cameraIds.map(nameOf).join(', '),
      },
      {
        id: 'reason',
        header: t('retention.lock.reason'),
        cell: ({ reason }) => lockReason(t, reason),
        sortBy: ({ reason }) => lockReason(t, reason),
      },
      {
        id: 'by',
        header: t('retention.lock.by'),
        cell: ({ createdBy }) => actorName(t, createdBy),
        sortBy: ({ createdBy }) => actorName(t, createdBy),
      },
      {
        id: 'bytes',
        header: t('retention.lock.bytes'),
        align: 'right',
        cell: ({ bytes }) => <span className="mc-nowrap">{formatBytes(bytes)}</span>,
        sortBy: ({ bytes }) => bytes,
      },
      { id: 'state', header: t('retention.lock.state'), cell: (lock) => <LockStateCell lock={lock} /> },
      ...(mayLock ? [actions] : []),
    ]
  }, [t, nameOf, mayLock, onRelease])
}

type ReleaseDialogProps = { readonly lock: FootageLock; readonly onClose: () => void }

function ReleaseDialog({ lock, onClose }: ReleaseDialogProps): ReactNode {
  const { t } = useTranslation()
  const { done, failed } = useNotices()
  const release = useMutation(
    orpc.retention.releaseLock.mutationOptions({
      onSuccess: () => {
        onClose()
        return done('retention.lock.released')
      },
      onError: (error) => failed('retention.lock.notReleased', error),
    }),
  )
  return (
    <ReasonDialog
      title={t('retention.lock.releaseTitle')}
      text={t('retention.lock.releaseText', {
        range: formatRange(lock),
        bytes: formatBytes(lock.bytes),
      })}
      submitLabel={t('retention.lock.release')}
      isBusy={release.isPending}
      onClose={onClose}
      onSubmit={(reason) => release.mutate({ id: lock.id, reason })}
    />
  )
}
