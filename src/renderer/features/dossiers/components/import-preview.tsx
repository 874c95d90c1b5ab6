import { Alert, Stack } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type DataColumn, DataTable } from '#renderer/ui/data-table.tsx'
import { Figure } from '#renderer/ui/figure.tsx'
import { formatDateTime, formatNumber, formatPercent, formatRatio, NONE } from '#renderer/ui/format.ts'
import { Panel } from '#renderer/ui/panel.tsx'
import type { ImportColumn, ImportPreview } from '#shared/imports/imports.model.ts'
import { RejectionsTable } from './rejections-table.tsx'

const SURE = 0.8

/** What an import would do: the columns as understood, the rows that would be left out, the first that would come in. */
export function ImportPreviewView({ preview }: { readonly preview: ImportPreview }): ReactNode {
  const { t } = useTranslation()
  const { rows, accepted, rejected, columns, fileName } = preview
  return (
    <>
      <Panel title={t('dossiers.previewOf', { file: fileName })}>
        <Stack gap="md">
          <div className="mc-import-figures">
            <Figure label={t('dossiers.rowsRead')} value={formatNumber(rows)} />
            <Figure label={t('dossiers.accepted')} value={formatRatio(accepted, rows)} tone="ok" />
            <Figure
              label={t('dossiers.rejected')}
              value={formatNumber(rows - accepted)}
              {...(rows > accepted ? { tone: 'warning' as const } : {})}
            />
          </div>
          {accepted === 0 && (
            <Alert color="yellow" icon={<IconAlertTriangle aria-hidden />}>
              {t('dossiers.nothingToImport')}
            </Alert>
          )}
          <div>
            <h3 className="mc-small-head">{t('dossiers.columns')}</h3>
            <ul className="mc-columns">
              {columns.map((column) => (
                <Column key={column.index} column={column} />
              ))}
            </ul>
          </div>
        </Stack>
      </Panel>
      {rejected.length > 0 && (
        <Panel title={t('dossiers.rejectedRows', { count: rejected.length })} flush>
          <div className="mc-scroll-300">
            <RejectionsTable rejections={rejected} />
          </div>
        </Panel>
      )}
      {preview.sample.length > 0 && (
        <Panel title={t('dossiers.sample', { count: preview.sample.length })} flush>
          <div className="mc-scroll-300">
            <SampleTable sample={preview.sample} />
          </div>
        </Panel>
      )}
    </>
  )
}

function Column({ column }: { readonly column: ImportColumn }): ReactNode {
  const { t } = useTranslation()
  const { name, field, confidence } = column
  return (
    <li className="mc-column" data-used={field !== null} data-sure={field === null || confidence >= SURE}>
      <span>{name === '' ? NONE : name}</span>
      <small>
        {field === null
          ? t('dossiers.columnUnused')
          : `→ ${t(`dossiers.field.${field}`)} · ${formatPercent(Math.round(confidence * 100) / 100)}`}
        {field !== null && confidence < SURE && ` · ${t('dossiers.columnUnsure')}`}
      </small>
    </li>
  )
}

type SampleRow = ImportPreview['sample'][number]

function SampleTable({ sample }: { readonly sample: readonly SampleRow[] }): ReactNode {
  const { t } = useTranslation()
  const columns = useMemo(
    (): DataColumn<SampleRow>[] => [
      {
        id: 'row',
        header: t('dossiers.column.row'),
        align: 'right',
        cell: ({ rowNumber }) => rowNumber,
        widthPx: 60,
      },
      {
        id: 'code',
        header: t('dossiers.column.code'),
        cell: ({ code }) => <span className="mc-nowrap">{code}</span>,
      },
      {
        id: 'receivedAt',
        header: t('dossiers.column.receivedAt'),
        cell: ({ receivedAtLogMs: ms }) => (
          <span className="mc-nowrap">{ms === null ? NONE : formatDateTime(ms)}</span>
        ),
      },
      {
        id: 'returnedAt',
        header: t('dossiers.column.returnedAt'),
        cell: ({ returnedAtLogMs: ms }) => (
          <span className="mc-nowrap">{ms === null ? NONE : formatDateTime(ms)}</span>
        ),
      },
      {
        id: 'procedure',
        header: t('dossiers.column.procedure'),
        cell: ({ procedureName }) => procedureName ?? NONE,
        cut: true,
      },
      {
        id: 'channel',
        header: t('dossiers.column.channel'),
        cell: ({ channel }) => <span className="mc-nowrap">{t(`dossiers.channel.${channel}`)}</span>,
      },
    ],
    [t],
  )
  return (
    <DataTable
      label={t('dossiers.sample', { count: sample.length })}
      columns={columns}
      rows={sample}
      rowId={({ rowNumber }) => String(rowNumber)}
    />
  )
}
