import { Button, Group, Text } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type ReactNode, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { QuarantinedFile } from '#shared/retention/retention.model.ts'
import { orpc } from '#renderer/api/client.ts'
import { useMay } from '#renderer/api/session.ts'
import { type DataColumn, DataTable } from '#renderer/ui/data-table.tsx'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { formatBytes, formatDateTime, NONE } from '#renderer/ui/format.ts'
import { Panel } from '#renderer/ui/panel.tsx'
import { QueryView } from '#renderer/ui/query-view.tsx'
import { useCameraNames } from '../use-camera-names.ts'
import { useNotices } from '../use-notices.ts'
import { ReasonDialog } from './reason-dialog.tsx'

/** Files that the index does not know: back to their place, or gone with a reason. Never by themselves. */
export function QuarantineTab(): ReactNode {
  const { t } = useTranslation()
  const files = useQuery(orpc.retention.quarantine.queryOptions())
  const [deleting, setDeleting] = useState<QuarantinedFile | null>(null)
  const columns = useColumns(setDeleting)
  return (
    <Panel flush title={t('retention.tab.quarantine')}>
      <Text size="sm" c="dimmed" px="md" py="xs">
        {t('retention.quarantine.about')}
      </Text>
      <QueryView query={files} rows={4}>
        {(rows) =>
          rows.length === 0 ? (
            <EmptyState
              compact
              title={t('retention.quarantine.none')}
              advice={t('retention.quarantine.noneAdvice')}
            />
          ) : (
            <DataTable
              label={t('retention.tab.quarantine')}
              columns={columns}
              rows={rows}
              rowId={({ path }) => path}
            />
          )
        }
      </QueryView>
      {deleting !== null && <DeleteDialog file={deleting} onClose={() => setDeleting(null)} />}
    </Panel>
  )
}

function FileActions(props: { readonly file: QuarantinedFile; readonly onDelete: () => void }): ReactNode {
  const { t } = useTranslation()
  const may = useMay()
  const { done, failed } = useNotices()
  const restore = useMutation(
    orpc.retention.restoreQuarantined.mutationOptions({
      onSuccess: () => done('retention.quarantine.restored'),
      onError: (error) => failed('retention.quarantine.notRestored', error),
    }),
  )
  return (
    <Group gap="xs" justify="flex-end" wrap="nowrap">
      <Button
        size="compact-xs"
        variant="default"
        loading={restore.isPending}
        onClick={() => restore.mutate({ path: props.file.path })}
      >
        {t('retention.quarantine.restore')}
      </Button>
      {may('recordings.purge') && (
        <Button size="compact-xs" variant="default" color="red" onClick={props.onDelete}>
          {t('retention.quarantine.delete')}
        </Button>
      )}
    </Group>
  )
}

function useColumns(onDelete: (file: QuarantinedFile) => void): readonly DataColumn<QuarantinedFile>[] {
  const { t } = useTranslation()
  const { nameOf } = useCameraNames()
  return useMemo(
    (): DataColumn<QuarantinedFile>[] => [
      {
        id: 'path',
        header: t('retention.quarantine.path'),
        cell: ({ path }) => (
          <span className="mc-mono" data-testid="quarantine-row" title={path}>
            {path}
          </span>
        ),
        sortBy: ({ path }) => path,
        cut: true,
      },
      {
        id: 'camera',
        header: t('retention.camera'),
        cell: ({ cameraId }) => (cameraId === null ? NONE : nameOf(cameraId)),
      },
      {
        id: 'size',
        header: t('retention.quarantine.size'),
        align: 'right',
        cell: ({ sizeBytes }) => formatBytes(sizeBytes),
        sortBy: ({ sizeBytes }) => sizeBytes,
      },
      {
        id: 'moved',
        header: t('retention.quarantine.moved'),
        align: 'right',
        cell: ({ movedAtMs }) => (movedAtMs === null ? NONE : formatDateTime(movedAtMs)),
        sortBy: ({ movedAtMs }) => movedAtMs,
      },
      {
        id: 'do',
        header: '',
        align: 'right',
        cell: (file) => <FileActions file={file} onDelete={() => onDelete(file)} />,
      },
    ],
    [t, nameOf, onDelete],
  )
}

type DeleteDialogProps = { readonly file: QuarantinedFile; readonly onClose: () => void }

function DeleteDialog({ file, onClose }: DeleteDialogProps): ReactNode {
  const { t } = useTranslation()
  const { done, failed } = useNotices()
  const remove = useMutation(
    orpc.retention.deleteQuarantined.mutationOptions({
      onSuccess: () => {
        onClose()
        return done('retention.quarantine.deleted')
      },
      onError: (error) => failed('retention.quarantine.notDeleted', error),
    }),
  )
  return (
    <ReasonDialog
      title={t('retention.quarantine.deleteTitle')}
      text={t('retention.quarantine.deleteText', { path: file.path, bytes: formatBytes(file.sizeBytes) })}
      submitLabel={t('retention.quarantine.delete')}
      isBusy={remove.isPending}
      onClose={onClose}
      onSubmit={(reason) => remove.mutate({ path: file.path, reason })}
    />
  )
}
