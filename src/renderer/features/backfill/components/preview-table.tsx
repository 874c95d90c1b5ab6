import { Button, Group, Popover, Stack, Text, TextInput } from '@mantine/core'
import { type ReactNode, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type DataColumn, DataTable } from '#renderer/ui/data-table.tsx'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { formatBytes, formatDateTime, formatDuration, formatNumber, NONE } from '#renderer/ui/format.ts'
import { StatusMark } from '#renderer/ui/status-mark.tsx'
import type { ImportPreview, ImportPreviewRow } from '#shared/backfill/backfill.model.ts'
import { type InstantMs, parseVietnamDateTime } from '#shared/kernel/instant.ts'

type PreviewTableProps = {
  readonly preview: ImportPreview
  /** A person says when a file begins. */
  readonly onStart: (path: string, atMs: InstantMs) => void
}

export function PreviewTable({ preview, onStart }: PreviewTableProps): ReactNode {
  const { t } = useTranslation()
  const { rows, ignored, fillsMs, bytes } = preview
  const columns = useMemo(
    (): DataColumn<ImportPreviewRow>[] => [
      {
        id: 'file',
        header: t('backfill.column.file'),
        cell: ({ path }) => (
          <span className="mc-backfill-path" data-testid="import-preview-row">
            {path}
          </span>
        ),
        sortBy: ({ path }) => path,
        widthPx: 210,
      },
      { id: 'codec', header: t('backfill.column.codec'), cell: ({ codecName }) => codecName ?? NONE },
      {
        id: 'length',
        header: t('backfill.column.length'),
        align: 'right',
        cell: ({ durationMs }) => (durationMs === null ? NONE : formatDuration(durationMs)),
      },
      {
        id: 'start',
        header: t('backfill.column.start'),
        cell: (row) => (
          <>
            <div className="mc-nowrap">{row.startMs === null ? NONE : formatDateTime(row.startMs)}</div>
            <Group gap={4} wrap="nowrap">
              <Text size="xs" c="dimmed">
                {t(`backfill.source.${row.timeSource}`)}
              </Text>
              {row.codec !== null && <StartButton row={row} onStart={onStart} />}
            </Group>
          </>
        ),
        sortBy: ({ startMs }) => startMs,
      },
      {
        id: 'fills',
        header: t('backfill.column.fills'),
        align: 'right',
        cell: (row) => (row.fillsMs === 0 ? NONE : formatDuration(row.fillsMs)),
      },
      {
        id: 'overlap',
        header: t('backfill.column.overlap'),
        align: 'right',
        cell: (row) => (row.overlapMs === 0 ? NONE : formatDuration(row.overlapMs)),
      },
      { id: 'verdict', header: t('backfill.column.verdict'), cell: (row) => <Verdict row={row} /> },
    ],
    [t, onStart],
  )
  if (rows.length === 0)
    return (
      <EmptyState
        title={t('backfill.import.empty')}
        advice={t('backfill.import.emptyAdvice', { ignored: formatNumber(ignored) })}
      />
    )
  return (
    <>
      <Text size="sm" px="md" py="xs">
        {t('backfill.import.summary', {
          fills: formatDuration(fillsMs),
          bytes: formatBytes(bytes),
          ignored: formatNumber(ignored),
        })}
      </Text>
      <DataTable
        label={t('backfill.import.preview')}
        columns={columns}
        rows={rows}
        rowId={({ path }) => path}
      />
    </>
  )
}

function Verdict({ row }: { readonly row: ImportPreviewRow }): ReactNode {
  const { t } = useTranslation()
  const { problems, warnings, duplicateOf } = row
  const isFine = problems.length === 0 && warnings.length === 0
  if (isFine) return <StatusMark tone="ok">{t('backfill.import.good')}</StatusMark>
  const tone = problems.length === 0 ? 'warning' : duplicateOf === null ? 'danger' : 'neutral'
  const word = problems.length === 0 ? 'look' : duplicateOf === null ? 'refused' : 'duplicate'
  const sentences = [
    ...problems.map((code) => t(`errors.${code}`)),
    ...warnings.map((warning) => t(`backfill.warning.${warning}`)),
  ]
  return (
    <>
      <StatusMark tone={tone}>{t(`backfill.verdict.${word}`)}</StatusMark>
      {sentences.map((sentence) => (
        <Text key={sentence} size="xs" c="dimmed">
          {sentence}
        </Text>
      ))}
    </>
  )
}

type StartButtonProps = Pick<PreviewTableProps, 'onStart'> & { readonly row: ImportPreviewRow }

function StartButton({ row, onStart }: StartButtonProps): ReactNode {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  const [text, setText] = useState(row.startMs === null ? '' : formatDateTime(row.startMs))
  const atMs = parseVietnamDateTime(text)
  return (
    <Popover opened={isOpen} onChange={setOpen} trapFocus withArrow>
      <Popover.Target>
        <Button size="compact-xs" variant="subtle" onClick={() => setOpen(true)}>
          {t('backfill.import.setStart')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="xs">
          <TextInput
            label={t('backfill.import.start', { file: row.path })}
            placeholder={t('backfill.import.startAdvice')}
            value={text}
            error={text !== '' && atMs === null && t('backfill.import.badStart')}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <Button
            size="xs"
            disabled={atMs === null}
            onClick={() => {
              setOpen(false)
              if (atMs !== null) onStart(row.path, atMs)
            }}
          >
            {t('backfill.import.apply')}
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}
