import { Badge, Button, Group, Text } from '@mantine/core'
import { modals } from '@mantine/modals'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type ReactNode, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Id } from '#shared/kernel/ids.ts'
import type { StorageFolder } from '#shared/retention/retention.model.ts'
import { orpc } from '#renderer/api/client.ts'
import { useMay } from '#renderer/api/session.ts'
import { type DataColumn, DataTable } from '#renderer/ui/data-table.tsx'
import { formatBytes, formatNumber, NONE } from '#renderer/ui/format.ts'
import { Panel } from '#renderer/ui/panel.tsx'
import { QueryView } from '#renderer/ui/query-view.tsx'
import { StatusMark, type StatusTone } from '#renderer/ui/status-mark.tsx'
import { bytesOf } from '../storage-words.ts'
import { useNotices } from '../use-notices.ts'
import { AddFolderDialog } from './add-folder-dialog.tsx'

const TONES: Readonly<Record<StorageFolder['state'], StatusTone>> = {
  active: 'ok',
  'read-only': 'neutral',
  missing: 'danger',
  failing: 'danger',
}
const REFRESH_MS = 10_000

/** The folders that hold recordings, as they are now. */
export function FoldersTab(): ReactNode {
  const { t } = useTranslation()
  const mayManage = useMay()('retention.manage')
  const folders = useQuery(orpc.retention.folders.queryOptions({ refetchInterval: REFRESH_MS }))
  const [isAdding, setIsAdding] = useState(false)
  const columns = useColumns(mayManage)
  return (
    <Panel
      flush
      title={t('retention.tab.folders')}
      aside={
        mayManage && (
          <Button size="xs" data-testid="folder-add" onClick={() => setIsAdding(true)}>
            {t('retention.folder.add')}
          </Button>
        )
      }
    >
      <QueryView query={folders} rows={3}>
        {(rows) => (
          <DataTable
            label={t('retention.tab.folders')}
            columns={columns}
            rows={rows}
            rowId={({ id }) => id ?? 'own'}
          />
        )}
      </QueryView>
      {isAdding && <AddFolderDialog onClose={() => setIsAdding(false)} />}
    </Panel>
  )
}

function FolderPath({ folder }: { readonly folder: StorageFolder }): ReactNode {
  const { t } = useTranslation()
  return (
    <div data-testid="folder-row">
      <span className="mc-mono">{folder.path}</span>{' '}
      {folder.isCurrent && <Badge size="sm">{t('retention.folder.current')}</Badge>}
      {folder.id === null && (
        <Text size="xs" c="dimmed">
          {t('retention.folder.own')}
        </Text>
      )}
    </div>
  )
}

function FolderState({ folder: { state, code } }: { readonly folder: StorageFolder }): ReactNode {
  const { t } = useTranslation()
  return (
    <>
      <StatusMark tone={TONES[state]}>{t(`retention.folder.states.${state}`)}</StatusMark>
      {state !== 'active' && (
        <Text size="xs" c="dimmed" maw={320}>
          {t(`retention.folder.meaning.${state}`)}{' '}
          {code !== null && t([`errors.${code}`, 'errors.unknown'], { code })}
        </Text>
      )}
    </>
  )
}

type FolderWish = 'active' | 'read-only' | 'removed'

/** What may be asked of a folder: only what it was not asked for already. */
function wishesFor({ wanted, segments }: StorageFolder): readonly FolderWish[] {
  if (wanted === 'active') return ['read-only']
  return segments === 0 ? ['active', 'removed'] : ['active']
}

function FolderActions(props: { readonly id: Id; readonly folder: StorageFolder }): ReactNode {
  const { id, folder } = props
  const { t } = useTranslation()
  const { done, failed } = useNotices()
  const change = useMutation(
    orpc.retention.setFolderState.mutationOptions({
      onSuccess: () => done('retention.folder.changed'),
      onError: (error) => failed('retention.folder.notChanged', error),
    }),
  )
  const ask = (state: FolderWish): void => {
    modals.openConfirmModal({
      title: t(`retention.folder.to.${state}`),
      children: t(`retention.folder.ask.${state}`, { path: folder.path }),
      labels: { confirm: t(`retention.folder.to.${state}`), cancel: t('ui.cancel') },
      onConfirm: () => change.mutate({ id, state }),
    })
  }
  return (
    <Group gap="xs" justify="flex-end" wrap="nowrap">
      {wishesFor(folder).map((state) => (
        <Button
          key={state}
          size="compact-xs"
          variant="default"
          loading={change.isPending}
          data-testid={`folder-${state}`}
          onClick={() => ask(state)}
        >
          {t(`retention.folder.to.${state}`)}
        </Button>
      ))}
    </Group>
  )
}

function useColumns(mayManage: boolean): readonly DataColumn<StorageFolder>[] {
  const { t } = useTranslation()
  return useMemo((): DataColumn<StorageFolder>[] => {
    const actions: DataColumn<StorageFolder> = {
      id: 'do',
      header: '',
      align: 'right',
      cell: (folder) => folder.id !== null && <FolderActions id={folder.id} folder={folder} />,
    }
    return [
      {
        id: 'path',
        header: t('retention.folder.path'),
        cell: (folder) => <FolderPath folder={folder} />,
      },
      {
        id: 'state',
        header: t('retention.folder.state'),
        cell: (folder) => <FolderState folder={folder} />,
      },
      {
        id: 'space',
        header: t('retention.folder.space'),
        align: 'right',
        cell: ({ freeBytes, totalBytes, reserveBytes }) => (
          <>
            {freeBytes === null || totalBytes === null ? NONE : bytesOf(freeBytes, totalBytes)}
            <Text size="xs" c="dimmed">
              {t('retention.folder.reserve', { bytes: formatBytes(reserveBytes) })}
            </Text>
          </>
        ),
      },
      {
        id: 'holds',
        header: t('retention.folder.holds'),
        align: 'right',
        cell: ({ segments, recordingBytes }) =>
          t('retention.folder.files', {
            files: formatNumber(segments),
            bytes: formatBytes(recordingBytes),
          }),
      },
      ...(mayManage ? [actions] : []),
    ]
  }, [t, mayManage])
}
