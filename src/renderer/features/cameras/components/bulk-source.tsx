import { Alert, Button, Group, Textarea } from '@mantine/core'
import { IconAlertTriangle, IconDownload, IconFileSpreadsheet, IconListCheck } from '@tabler/icons-react'
import { type DragEvent, type ReactNode, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatNumber } from '#renderer/ui/format.ts'
import { Panel } from '#renderer/ui/panel.tsx'
import { downloadBlob } from '#renderer/player/snapshot.ts'
import { BULK_COLUMNS } from '#shared/cameras/bulk-columns.rules.ts'
import { MAX_BULK_ROWS } from '#shared/cameras/cameras.model.ts'
import type { UnitTree } from '#shared/units/units.model.ts'
import { templateCsv } from '../bulk-sheet.ts'
import { type ListFile, MAX_LIST_CHARACTERS, readListFile } from '../list-file.ts'
import type { BulkAdd } from '../use-bulk-add.ts'

type BulkSourceProps = { readonly bulk: BulkAdd; readonly tree: UnitTree | undefined }

/** Where the list comes from: cells pasted from a spreadsheet, or a file. */
export function BulkSource({ bulk, tree }: BulkSourceProps): ReactNode {
  const { t } = useTranslation()
  const { text, setText, read } = bulk
  const [refusal, setRefusal] = useState<Exclude<ListFile['kind'], 'text'> | null>(null)
  const fileInput = useRef<HTMLInputElement>(null)
  const [dragging, setDragging] = useState(false)

  async function choose(file: File | null | undefined): Promise<void> {
    if (!file) return
    const list = readListFile(new Uint8Array(await file.arrayBuffer()))
    setRefusal(list.kind === 'text' ? null : list.kind)
    if (list.kind !== 'text') return
    setText(list.text)
    read.mutate({ text: list.text })
  }

  function drop(event: DragEvent): void {
    event.preventDefault()
    setDragging(false)
    void choose(event.dataTransfer.files[0])
  }

  return (
    <Panel title={t('cameras.many.source')}>
      <div
        className="mc-bulk-source"
        data-dragging={dragging || undefined}
        onDragOver={(event) => {
          event.preventDefault()
          setDragging(true)
        }}
        onDragLeave={() => setDragging(false)}
        onDrop={drop}
      >
        <p className="mc-quiet">{t('cameras.many.sourceHint', { limit: formatNumber(MAX_BULK_ROWS) })}</p>
        <ol className="mc-bulk-columns">
          {BULK_COLUMNS.map((column) => (
            <li key={column}>{t(`cameras.many.column.${column}`)}</li>
          ))}
        </ol>
        <Textarea
          aria-label={t('cameras.many.paste')}
          placeholder={t('cameras.many.paste')}
          classNames={{ input: 'mc-bulk-text' }}
          rows={13}
          maxLength={MAX_LIST_CHARACTERS}
          spellCheck={false}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value)
            setRefusal(null)
          }}
          data-testid="bulk-text"
        />
        {refusal !== null && (
          <Alert color="yellow" icon={<IconAlertTriangle aria-hidden />} role="alert">
            {t(`cameras.many.file.${refusal}`)}
          </Alert>
        )}
        <Group gap="xs">
          <Button
            leftSection={<IconListCheck size={16} aria-hidden />}
            disabled={text.trim() === ''}
            loading={read.isPending}
            onClick={() => read.mutate({ text })}
            data-testid="bulk-read"
          >
            {t('cameras.many.read')}
          </Button>
          <input
            ref={fileInput}
            type="file"
            hidden
            aria-label={t('cameras.many.chooseFile')}
            accept=".csv,.txt,.tsv,text/csv,text/plain,text/tab-separated-values"
            onChange={(event) => {
              void choose(event.currentTarget.files?.[0])
              // The same file, mended, may be chosen again.
              event.currentTarget.value = ''
            }}
            data-testid="bulk-file"
          />
          <Button
            variant="default"
            leftSection={<IconFileSpreadsheet size={16} aria-hidden />}
            onClick={() => fileInput.current?.click()}
          >
            {t('cameras.many.chooseFile')}
          </Button>
          <Button
            variant="subtle"
            leftSection={<IconDownload size={16} aria-hidden />}
            onClick={() =>
              downloadBlob(new Blob([templateCsv(tree)], { type: 'text/csv' }), 'danh-sach-camera-mau.csv')
            }
            data-testid="bulk-template"
          >
            {t('cameras.many.template')}
          </Button>
          {text.trim() === '' && <span className="mc-quiet">{t('cameras.many.readFirst')}</span>}
          {read.data !== undefined && read.data.rows.length === 0 && (
            <span className="mc-quiet">{t('cameras.many.noRows')}</span>
          )}
        </Group>
      </div>
    </Panel>
  )
}
