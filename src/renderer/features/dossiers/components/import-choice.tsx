import { Button, FileInput, Modal, Select, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconFileSpreadsheet, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '#renderer/api/client.ts'
import { useSentenceOf } from '#renderer/ui/error-sentence.ts'
import { ErrorState } from '#renderer/ui/error-state.tsx'
import { formatClockOffset, formatNumber } from '#renderer/ui/format.ts'
import { Panel } from '#renderer/ui/panel.tsx'
import type { LogSource } from '#shared/dossiers/dossiers.model.ts'
import { MINUTE_MS, SECOND_MS } from '#shared/kernel/instant.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { UnitTree } from '#shared/units/units.model.ts'
import { roomLabel } from '#renderer/ui/place.ts'
import { SourceForm } from './source-form.tsx'

type ImportChoiceProps = {
  readonly sourceId: Id | null
  readonly file: File | null
  readonly tree: UnitTree | undefined
  readonly onChoose: (sourceId: Id | null, file: File | null) => void
}

/** Which installation of one-stop software the file comes from, and the file. */
export function ImportChoice({ sourceId, file, tree, onChoose }: ImportChoiceProps): ReactNode {
  const { t } = useTranslation()
  const sentenceOf = useSentenceOf()
  const [creating, form] = useDisclosure(false)
  const sources = useQuery(orpc.dossiers.sources.queryOptions())
  const chosen = sources.data?.find(({ id }) => id === sourceId)
  const none = sources.data?.length === 0

  return (
    <Panel title={t('dossiers.choice')}>
      <Stack gap="md">
        {sources.isError && <ErrorState message={sentenceOf(sources.error)} onRetry={sources.refetch} />}
        <Stack gap={6}>
          <Select
            label={t('dossiers.source.label')}
            description={t('dossiers.source.hint')}
            placeholder={none ? t('dossiers.source.none') : t('dossiers.source.choose')}
            data={(sources.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            value={sourceId}
            onChange={(id) => onChoose(id, file)}
            allowDeselect={false}
            disabled={sources.data === undefined || none}
          />
          {chosen !== undefined && <SourceFacts source={chosen} tree={tree} />}
          <Button
            variant={none ? 'filled' : 'subtle'}
            size="xs"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={form.open}
            justify="flex-start"
          >
            {t('dossiers.source.create')}
          </Button>
        </Stack>
        <FileInput
          label={t('dossiers.file.label')}
          description={t('dossiers.file.hint')}
          placeholder={t('dossiers.file.choose')}
          accept=".xlsx,.csv,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
          leftSection={<IconFileSpreadsheet size={16} aria-hidden />}
          value={file}
          onChange={(next) => onChoose(sourceId, next)}
          disabled={sourceId === null}
          clearable
        />
      </Stack>
      <Modal opened={creating} onClose={form.close} title={t('dossiers.source.create')} size="lg">
        <SourceForm
          tree={tree}
          onCreated={({ id }) => {
            form.close()
            onChoose(id, file)
          }}
        />
      </Modal>
    </Panel>
  )
}

type SourceFactsProps = { readonly source: LogSource; readonly tree: UnitTree | undefined }

function SourceFacts({ source, tree }: SourceFactsProps): ReactNode {
  const { t } = useTranslation()
  const room = tree?.rooms.find(({ id }) => id === source.roomId)
  const length = (ms: number): string =>
    ms < MINUTE_MS
      ? `${formatNumber(ms / SECOND_MS)}${t('dossiers.source.seconds')}`
      : `${formatNumber(ms / MINUTE_MS, 1)}${t('dossiers.source.minutes')}`
  return (
    <Text size="xs" c="dimmed">
      {room === undefined ? '…' : roomLabel(tree, room)}
      <br />
      {t('dossiers.source.window', {
        before: length(source.windowBeforeMs),
        after: length(source.windowAfterMs),
      })}
      <br />
      {t('dossiers.source.clock', { offset: formatClockOffset(source.clockOffset) })}
    </Text>
  )
}
