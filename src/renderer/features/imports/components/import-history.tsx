import { Button, Group, Modal, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '#renderer/api/client.ts'
import { useMay } from '#renderer/api/session.ts'
import { actorName } from '#renderer/ui/actor-name.ts'
import { type DataColumn, DataTable } from '#renderer/ui/data-table.tsx'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { formatDateTime, formatNumber } from '#renderer/ui/format.ts'
import { Panel } from '#renderer/ui/panel.tsx'
import { QueryView } from '#renderer/ui/query-view.tsx'
import { StatusMark } from '#renderer/ui/status-mark.tsx'
import type { ImportRecord } from '#shared/imports/imports.model.ts'
import type { UndoImport } from '../use-undo-import.ts'
import { ChangesTable, VanishedPanel } from './difference-tables.tsx'
import { RejectionsTable } from './rejections-table.tsx'

type Shown = { readonly record: ImportRecord; readonly what: 'rejections' | 'changes' }

/** Every import, what it did, and the way back. */
export function ImportHistory({ undo }: { readonly undo: UndoImport }): ReactNode {
  const { t } = useTranslation()
  const may = useMay()
  const [shown, setShown] = useState<Shown | null>(null)
  const imports = useQuery(orpc.imports.list.queryOptions())
  const mayUndo = may('dossiers.import')
  const columns = useMemo((): DataColumn<ImportRecord>[] => {
    const count = (
      id: 'fresh' | 'changed' | 'vanished' | 'rejected' | 'findings',
      what?: Shown['what'],
    ): DataColumn<ImportRecord> => ({
      id,
      header: t(`imports.column.${id}`),
      align: 'right',
      cell: (record) =>
        what === undefined || record[id] === 0 ? (
          formatNumber(record[id])
        ) : (
          <Button size="compact-xs" variant="subtle" onClick={() => setShown({ record, what })}>
            {t('imports.see', { number: formatNumber(record[id]) })}
          </Button>
        ),
    })
    return [
      {
        id: 'at',
        header: t('imports.column.importedAt'),
        cell: ({ importedAtMs, importedBy }) => (
          <div className="mc-nowrap">
            {formatDateTime(importedAtMs)}
            <div className="mc-quiet">{actorName(t, importedBy)}</div>
          </div>
        ),
        sortBy: ({ importedAtMs }) => importedAtMs,
      },
      {
        id: 'kind',
        header: t('imports.column.kind'),
        cell: ({ kind, fileName }) => (
          <div title={fileName}>
            {t(`imports.kind.${kind}`)}
            <div className="mc-quiet">{fileName}</div>
          </div>
        ),
      },
      count('fresh'),
      count('changed', 'changes'),
      count('vanished', 'changes'),
      count('rejected', 'rejections'),
      count('findings'),
      {
        id: 'state',
        header: '',
        align: 'right',
        cell: (record) => (
          <Group gap="xs" justify="flex-end" wrap="nowrap">
            <StatusMark tone={record.state === 'applied' ? 'ok' : 'neutral'}>
              {t(`imports.state.${record.state}`)}
            </StatusMark>
            {mayUndo && record.state === 'applied' && (
              <Button
                size="compact-xs"
                variant="default"
                disabled={undo.busy}
                onClick={() => undo.ask(record)}
              >
                {t('imports.undo')}
              </Button>
            )}
          </Group>
        ),
      },
    ]
  }, [t, undo, mayUndo])

  return (
    <Panel title={t('imports.history')} flush>
      <QueryView query={imports} rows={4}>
        {(records) =>
          records.length === 0 ? (
            <EmptyState compact title={t('imports.noHistory')} advice={t('imports.noHistoryAdvice')} />
          ) : (
            <DataTable
              label={t('imports.history')}
              columns={columns}
              rows={records}
              rowId={({ id }) => id}
              initialSort={{ id: 'at', desc: true }}
            />
          )
        }
      </QueryView>
      <Modal opened={shown !== null} onClose={() => setShown(null)} title={shown?.record.fileName} size="xl">
        {shown?.what === 'rejections' && <Rejections record={shown.record} />}
        {shown?.what === 'changes' && <Changes record={shown.record} />}
      </Modal>
    </Panel>
  )
}

type OfRecord = { readonly record: ImportRecord }

function Rejections({ record }: OfRecord): ReactNode {
  const rejections = useQuery(orpc.imports.rejections.queryOptions({ input: { id: record.id } }))
  return (
    <QueryView query={rejections} rows={5}>
      {(rows) => <RejectionsTable rejections={rows} />}
    </QueryView>
  )
}

function Changes({ record }: OfRecord): ReactNode {
  const changes = useQuery(orpc.imports.changes.queryOptions({ input: { id: record.id } }))
  return (
    <QueryView query={changes} rows={5}>
      {(rows) => {
        const vanished = rows.filter(({ fields }) => fields.length === 0).map(({ label }) => label)
        return (
          <Stack>
            {record.changed > 0 && <ChangesTable rows={rows} />}
            {vanished.length > 0 && <VanishedPanel labels={vanished} total={record.vanished} />}
          </Stack>
        )
      }}
    </QueryView>
  )
}
