import { Button, Group, Modal, Progress, Text } from '@mantine/core'
import { modals } from '@mantine/modals'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '#renderer/api/client.ts'
import { useMay } from '#renderer/api/session.ts'
import { actorName } from '#renderer/ui/actor-name.ts'
import { type DataColumn, DataTable } from '#renderer/ui/data-table.tsx'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { useSentenceOf } from '#renderer/ui/error-sentence.ts'
import { formatDateTime, formatDuration } from '#renderer/ui/format.ts'
import { showDone, showFailure } from '#renderer/ui/notices.ts'
import { Panel } from '#renderer/ui/panel.tsx'
import { QueryView } from '#renderer/ui/query-view.tsx'
import { StatusMark, type StatusTone } from '#renderer/ui/status-mark.tsx'
import type { Backfill, BackfillState } from '#shared/backfill/backfill.model.ts'
import { useCameraNames } from '../use-camera-names.ts'
import { FilesTable } from './files-table.tsx'

const POLL_MS = 2000
const TONES: Readonly<Record<BackfillState, StatusTone>> = {
  planned: 'neutral',
  running: 'running',
  done: 'ok',
  failed: 'danger',
  cancelled: 'warning',
  undone: 'neutral',
}
const isOpen = ({ state }: Backfill): boolean => state === 'planned' || state === 'running'

/** Every fetching and import so far; the running ones move. */
export function BackfillHistory(): ReactNode {
  const { t } = useTranslation()
  const may = useMay()
  const nameOf = useCameraNames()
  const [shown, setShown] = useState<Backfill | null>(null)
  const list = useQuery(
    orpc.backfill.list.queryOptions({
      refetchInterval: (query) => (query.state.data?.some(isOpen) ? POLL_MS : false),
    }),
  )
  const { cancel, undo, busy } = useChanges()
  const mayUndo = may('recordings.purge')

  const columns = useMemo(
    (): DataColumn<Backfill>[] => [
      {
        id: 'at',
        header: t('backfill.column.at'),
        cell: ({ createdAtMs }) => (
          <span className="mc-nowrap" data-testid="backfill-row">
            {formatDateTime(createdAtMs)}
          </span>
        ),
        sortBy: ({ createdAtMs }) => createdAtMs,
      },
      {
        id: 'camera',
        header: t('backfill.column.camera'),
        cell: ({ cameraId }) => nameOf(cameraId),
        cut: true,
      },
      { id: 'kind', header: t('backfill.column.kind'), cell: ({ kind }) => t(`backfill.history.${kind}`) },
      {
        id: 'filled',
        header: t('backfill.column.filled'),
        align: 'right',
        cell: ({ filledMs, wantedMs }) =>
          t('backfill.history.of', { filled: formatDuration(filledMs), wanted: formatDuration(wantedMs) }),
      },
      {
        id: 'by',
        header: t('backfill.column.by'),
        cell: ({ createdBy }) => <span className="mc-nowrap">{actorName(t, createdBy)}</span>,
      },
      {
        id: 'state',
        header: t('backfill.column.state'),
        cell: ({ state, progress, errorCode }) => (
          <>
            <StatusMark tone={TONES[state]}>{t(`backfill.state.${state}`)}</StatusMark>
            {progress !== null && <Progress size="xs" mt={4} value={progress * 100} />}
            {errorCode !== null && (
              <Text size="xs" c="dimmed">
                {t(`errors.${errorCode}`)}
              </Text>
            )}
          </>
        ),
      },
      {
        id: 'do',
        header: '',
        align: 'right',
        cell: (backfill) => (
          <Group gap="xs" justify="flex-end" wrap="nowrap">
            {backfill.kind === 'files' && (
              <Button size="compact-xs" variant="subtle" onClick={() => setShown(backfill)}>
                {t('backfill.history.seeFiles')}
              </Button>
            )}
            {isOpen(backfill) && (
              <Button
                size="compact-xs"
                variant="default"
                disabled={busy}
                onClick={() => cancel({ id: backfill.id })}
              >
                {t('backfill.history.cancel')}
              </Button>
            )}
            {mayUndo && !isOpen(backfill) && backfill.state !== 'undone' && backfill.filledMs > 0 && (
              <Button size="compact-xs" variant="default" disabled={busy} onClick={() => undo(backfill)}>
                {t('backfill.history.undo')}
              </Button>
            )}
          </Group>
        ),
      },
    ],
    [t, nameOf, busy, cancel, undo, mayUndo],
  )

  return (
    <Panel flush title={t('backfill.history.title')}>
      <QueryView query={list} rows={4}>
        {(rows) =>
          rows.length === 0 ? (
            <EmptyState
              compact
              title={t('backfill.history.none')}
              advice={t('backfill.history.noneAdvice')}
            />
          ) : (
            <DataTable
              label={t('backfill.history.title')}
              columns={columns}
              rows={rows}
              rowId={({ id }) => id}
              initialSort={{ id: 'at', desc: true }}
            />
          )
        }
      </QueryView>
      <Modal
        opened={shown !== null}
        onClose={() => setShown(null)}
        size="xl"
        title={t('backfill.history.seeFiles')}
      >
        {shown !== null && <FilesTable backfillId={shown.id} />}
      </Modal>
    </Panel>
  )
}

/** Cancelling at once; taking back after asking. */
function useChanges() {
  const { t } = useTranslation()
  const sentenceOf = useSentenceOf()
  const queryClient = useQueryClient()
  const reload = () => queryClient.invalidateQueries({ queryKey: orpc.backfill.key() })
  const cancelling = useMutation(
    orpc.backfill.cancel.mutationOptions({
      onSuccess: async () => {
        showDone(t('backfill.history.cancelled'))
        await reload()
      },
      onError: (error) => showFailure(t('backfill.history.notCancelled'), sentenceOf(error)),
    }),
  )
  const undoing = useMutation(
    orpc.backfill.undo.mutationOptions({
      onSuccess: async () => {
        showDone(t('backfill.history.undone'))
        await reload()
      },
      onError: (error) => showFailure(t('backfill.history.notUndone'), sentenceOf(error)),
    }),
  )
  const undo = (backfill: Backfill): void => {
    modals.openConfirmModal({
      title: t('backfill.history.undoTitle'),
      children: t('backfill.history.undoQuestion', { filled: formatDuration(backfill.filledMs) }),
      labels: { confirm: t('backfill.history.undo'), cancel: t('ui.cancel') },
      confirmProps: { color: 'red' },
      onConfirm: () => undoing.mutate({ id: backfill.id }),
    })
  }
  return { cancel: cancelling.mutate, undo, busy: cancelling.isPending || undoing.isPending }
}
