import { Button, Group, Modal } from '@mantine/core'
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
import { RejectionsTable } from './rejections-table.tsx'

export function ImportHistory({ undo }: { readonly undo: UndoImport }): ReactNode {
  const { t } = useTranslation()
  const may = useMay()
  const [shown, setShown] = useState<ImportRecord | null>(null)
  const imports = useQuery(orpc.dossiers.imports.queryOptions())
  const mayUndo = may('dossiers.import')
  const columns = useMemo(
    (): DataColumn<ImportRecord>[] => [
      {
        id: 'at',
        header: t('dossiers.column.importedAt'),
        cell: ({ importedAtMs }) => <span className="mc-nowrap">{formatDateTime(importedAtMs)}</span>,
        sortBy: ({ importedAtMs }) => importedAtMs,
      },
      { id: 'file', header: t('dossiers.column.file'), cell: ({ fileName }) => fileName, cut: true },
      {
        id: 'by',
        header: t('dossiers.column.by'),
        cell: ({ importedBy }) => <span className="mc-nowrap">{actorName(t, importedBy)}</span>,
      },
      {
        id: 'accepted',
        header: t('dossiers.column.accepted'),
        align: 'right',
        cell: ({ accepted }) => formatNumber(accepted),
      },
      {
        id: 'rejected',
        header: t('dossiers.column.rejected'),
        align: 'right',
        cell: (record) =>
          record.rejected === 0 ? (
            formatNumber(0)
          ) : (
            <Button size="compact-xs" variant="subtle" onClick={() => setShown(record)}>
              {t('dossiers.seeRejected', { count: record.rejected })}
            </Button>
          ),
      },
      {
        id: 'state',
        header: '',
        align: 'right',
        cell: (record) => (
          <Group gap="xs" justify="flex-end" wrap="nowrap">
            <StatusMark tone={record.state === 'applied' ? 'ok' : 'neutral'}>
              {t(`dossiers.importState.${record.state}`)}
            </StatusMark>
            {mayUndo && record.state === 'applied' && (
              <Button
                size="compact-xs"
                variant="default"
                disabled={undo.busy}
                onClick={() => undo.ask(record)}
              >
                {t('dossiers.undo')}
              </Button>
            )}
          </Group>
        ),
      },
    ],
    [t, undo, mayUndo],
  )

  return (
    <Panel title={t('dossiers.history')} flush>
      <QueryView query={imports} rows={4}>
        {(records) =>
          records.length === 0 ? (
            <EmptyState compact title={t('dossiers.noHistory')} advice={t('dossiers.noHistoryAdvice')} />
          ) : (
            <DataTable
              label={t('dossiers.history')}
              columns={columns}
              rows={records}
              rowId={({ id }) => id}
              initialSort={{ id: 'at', desc: true }}
            />
          )
        }
      </QueryView>
      <Modal opened={shown !== null} onClose={() => setShown(null)} title={shown?.fileName} size="xl">
        {shown !== null && <Rejections record={shown} />}
      </Modal>
    </Panel>
  )
}

function Rejections({ record }: { readonly record: ImportRecord }): ReactNode {
  const rejections = useQuery(orpc.dossiers.rejections.queryOptions({ input: { id: record.id } }))
  return (
    <QueryView query={rejections} rows={5}>
      {(rows) => <RejectionsTable rejections={rows} />}
    </QueryView>
  )
}
