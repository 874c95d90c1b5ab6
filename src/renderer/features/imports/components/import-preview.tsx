import { Alert, Stack, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type DataColumn, DataTable } from '#renderer/ui/data-table.tsx'
import { Figure } from '#renderer/ui/figure.tsx'
import { formatDate, formatDateTime, formatNumber, formatRatio, NONE } from '#renderer/ui/format.ts'
import { Panel } from '#renderer/ui/panel.tsx'
import type { ImportPreview } from '#shared/imports/imports.model.ts'
import { DAY_MS } from '#shared/kernel/instant.ts'
import { fieldWord } from '../change-words.ts'
import type { Import } from '../use-import.ts'
import { ColumnsTable } from './columns-table.tsx'
import { ChangesTable, FirstOf, ForeseenTable, VanishedPanel } from './difference-tables.tsx'
import { RejectionsTable } from './rejections-table.tsx'
import { SaveProfile } from './save-profile.tsx'

type PreviewProps = { readonly preview: ImportPreview; readonly current: Import }

/** What an import would do: figures, columns to correct, what is left out, what differs, what will be noted. */
export function ImportPreviewView({ preview, current }: PreviewProps): ReactNode {
  const { t } = useTranslation()
  const { columns, rejectedRows, changedRows, foreseen, sample } = preview
  return (
    <>
      <Summary preview={preview} />
      <Panel
        title={t('imports.columns', { count: columns.length })}
        aside={<SaveProfile previewId={preview.previewId} />}
      >
        <Text size="sm" c="dimmed" mb="xs">
          {t('imports.columnsHint')}
        </Text>
        <div className="mc-scroll-300">
          <ColumnsTable preview={preview} current={current} />
        </div>
      </Panel>
      {foreseen.length > 0 && (
        <Panel title={t('imports.foreseen', { number: formatNumber(preview.findings) })} flush>
          <Text size="sm" c="dimmed" p="xs">
            {t('imports.foreseenHint')}
          </Text>
          <div className="mc-scroll-300">
            <ForeseenTable findings={foreseen} />
          </div>
          <FirstOf shown={foreseen.length} total={preview.findings} />
        </Panel>
      )}
      {changedRows.length > 0 && (
        <Panel title={t('imports.differences', { number: formatNumber(preview.changed) })} flush>
          <div className="mc-scroll-300">
            <ChangesTable rows={changedRows} />
          </div>
          <FirstOf shown={changedRows.length} total={preview.changed} />
        </Panel>
      )}
      {preview.vanished > 0 && <VanishedPanel labels={preview.vanishedLabels} total={preview.vanished} />}
      {rejectedRows.length > 0 && (
        <Panel title={t('imports.rejectedRows', { number: formatNumber(preview.rejected) })} flush>
          <div className="mc-scroll-300">
            <RejectionsTable rejections={rejectedRows} />
          </div>
          <FirstOf shown={rejectedRows.length} total={preview.rejected} />
        </Panel>
      )}
      {sample.length > 0 && (
        <Panel title={t('imports.sample', { count: sample.length })} flush>
          <div className="mc-scroll-300">
            <SampleTable sample={sample} />
          </div>
        </Panel>
      )}
    </>
  )
}

function Summary({ preview }: Pick<PreviewProps, 'preview'>): ReactNode {
  const { t } = useTranslation()
  const { rows, fresh, changed, unchanged, vanished, rejected, findings, period } = preview
  const figure = (name: 'changed' | 'vanished' | 'rejected' | 'findings', value: number): ReactNode => (
    <Figure
      label={t(`imports.figure.${name}`)}
      value={formatNumber(value)}
      {...(value > 0 ? { tone: 'warning' as const } : {})}
    />
  )
  const dates = period && { from: formatDate(period.fromMs), to: formatDate(period.toMs - DAY_MS) }
  return (
    <Panel title={t('imports.previewOf', { file: preview.fileName })}>
      <Stack gap="md">
        <div className="mc-import-figures">
          <Figure label={t('imports.figure.rows')} value={formatNumber(rows)} />
          <Figure label={t('imports.figure.fresh')} value={formatRatio(fresh, rows)} tone="ok" />
          {figure('changed', changed)}
          <Figure label={t('imports.figure.unchanged')} value={formatNumber(unchanged)} />
          {figure('vanished', vanished)}
          {figure('rejected', rejected)}
          {figure('findings', findings)}
        </div>
        <Text size="sm" c="dimmed">
          {dates ? t('imports.period', dates) : t('imports.noPeriod')}
        </Text>
        {preview.warnings.includes('other-selection') && (
          <Alert color="yellow" icon={<IconAlertTriangle aria-hidden />}>
            {t('imports.otherSelection')}
          </Alert>
        )}
        {preview.accepted + vanished === 0 && (
          <Alert color="yellow" icon={<IconAlertTriangle aria-hidden />}>
            {t('imports.nothingToImport')}
          </Alert>
        )}
      </Stack>
    </Panel>
  )
}

type SampleRow = ImportPreview['sample'][number]

function cellText(field: string, value: SampleRow[string] | undefined): string {
  if (value === null || value === undefined || value === '') return NONE
  if (typeof value === 'number' && field.endsWith('DayMs')) return formatDate(value)
  if (typeof value === 'number' && field === 'dayMs') return formatDate(value)
  if (typeof value === 'number' && field.endsWith('Ms')) return formatDateTime(value)
  return String(value)
}

/** The rows as they would be stored: a column for each field that any of them has. */
function SampleTable({ sample }: { readonly sample: readonly SampleRow[] }): ReactNode {
  const { t } = useTranslation()
  const columns = useMemo((): DataColumn<SampleRow>[] => {
    const fields = Object.keys(sample[0] ?? {}).filter(
      (field) => field !== 'counterId' && sample.some((row) => row[field] !== null),
    )
    return fields.map((field) => ({
      id: field,
      header: field === 'rowNumber' ? t('imports.column.row') : fieldWord(t, field),
      cell: (row) => <span className="mc-nowrap">{cellText(field, row[field])}</span>,
    }))
  }, [t, sample])
  return (
    <DataTable
      label={t('imports.sample', { count: sample.length })}
      columns={columns}
      rows={sample}
      rowId={({ rowNumber }) => String(rowNumber)}
    />
  )
}
