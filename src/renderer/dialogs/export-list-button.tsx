import { Button, Group, Modal, Progress, Stack, Text, Textarea } from '@mantine/core'
import { IconFileSpreadsheet } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '#renderer/api/client.ts'
import { useStream } from '#renderer/api/use-stream.ts'
import { useSentenceOf } from '#renderer/ui/error-sentence.ts'
import { formatNumber } from '#renderer/ui/format.ts'
import { showDone } from '#renderer/ui/notices.ts'
import {
  type ExportedFile,
  type ExportedListRequest,
  type ExportRequest,
  LISTS_WITH_PERSONAL_DATA,
  SHORTEST_PURPOSE,
} from '#shared/exports/exports.model.ts'

type ExportListButtonProps = {
  /** The list as it is shown, with its filter. */
  readonly wanted: ExportedListRequest
  readonly disabled?: boolean
  readonly size?: 'xs' | 'sm'
}

/** "Xuất Excel": the list under its filter as a spreadsheet. Asks what for, shows how far it is, can be stopped. */
export function ExportListButton({
  wanted,
  disabled = false,
  size = 'sm',
}: ExportListButtonProps): ReactNode {
  const { t } = useTranslation()
  const [opened, setOpened] = useState(false)
  return (
    <>
      <Button
        size={size}
        variant="default"
        disabled={disabled}
        leftSection={<IconFileSpreadsheet size={16} aria-hidden />}
        onClick={() => setOpened(true)}
        data-testid="export-list"
      >
        {t('dialogs.list.button')}
      </Button>
      {opened && <ExportListDialog wanted={wanted} onClose={() => setOpened(false)} />}
    </>
  )
}

type Written = { readonly written: number; readonly total: number }

function download({ id, fileName }: ExportedFile): void {
  const link = document.createElement('a')
  link.href = `/media/exports/${id}/${encodeURIComponent(fileName)}`
  link.download = fileName
  link.click()
}

type ExportListDialogProps = { readonly wanted: ExportedListRequest; readonly onClose: () => void }

function ExportListDialog({ wanted, onClose }: ExportListDialogProps): ReactNode {
  const { t } = useTranslation()
  const sentenceOf = useSentenceOf()
  const [purpose, setPurpose] = useState('')
  const [isTried, setIsTried] = useState(false)
  const [progress, setProgress] = useState<Written | null>(null)
  const isNeeded = LISTS_WITH_PERSONAL_DATA.includes(wanted.list)
  const isShort = isNeeded && purpose.trim().length < SHORTEST_PURPOSE
  const stream = useStream(
    (input: ExportRequest, options) => api.exports.workbook(input, options),
    (part) => {
      if (part.kind === 'rows') setProgress(part)
      else {
        download(part.file)
        showDone(t('dialogs.list.done', { file: part.file.fileName, rows: formatNumber(part.file.rows) }))
        onClose()
      }
    },
  )
  const isRunning = stream.phase === 'running'
  return (
    <Modal opened title={t('dialogs.list.title')} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          setIsTried(true)
          if (!isShort) stream.start({ wanted, purpose: purpose.trim() })
        }}
      >
        <Stack gap="sm">
          <Text size="sm">{t('dialogs.list.what')}</Text>
          <Textarea
            label={t('dialogs.list.purpose')}
            description={t(isNeeded ? 'dialogs.list.purposeNeeded' : 'dialogs.list.purposeHint')}
            withAsterisk={isNeeded}
            autosize
            minRows={2}
            maxRows={5}
            maxLength={1000}
            data-autofocus
            value={purpose}
            disabled={isRunning}
            error={isTried && isShort ? t('ui.field.tooShort', { minimum: SHORTEST_PURPOSE }) : undefined}
            onChange={(event) => setPurpose(event.currentTarget.value)}
          />
          {isRunning && <Writing progress={progress} />}
          {stream.phase === 'failed' && (
            <Text size="sm" c="red" role="alert">
              {sentenceOf(stream.error)}
            </Text>
          )}
          <Group justify="flex-end" gap="xs">
            <Button
              variant="default"
              onClick={() => {
                stream.cancel()
                onClose()
              }}
            >
              {t(isRunning ? 'dialogs.list.stop' : 'ui.cancel')}
            </Button>
            <Button type="submit" loading={isRunning}>
              {t('dialogs.list.button')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

function Writing({ progress }: { readonly progress: Written | null }): ReactNode {
  const { t } = useTranslation()
  const share = progress === null || progress.total === 0 ? 0 : progress.written / progress.total
  return (
    <div role="status">
      <Progress value={share * 100} aria-label={t('dialogs.list.writing')} />
      <Text size="xs" c="dimmed" mt={4}>
        {progress === null
          ? t('dialogs.list.writing')
          : t('dialogs.list.written', {
              written: formatNumber(progress.written),
              total: formatNumber(progress.total),
            })}
      </Text>
    </div>
  )
}
