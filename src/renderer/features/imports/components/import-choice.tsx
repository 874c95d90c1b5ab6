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
import { IMPORT_KINDS, importKindSchema } from '#shared/imports/import-rows.model.ts'
import { MINUTE_MS, SECOND_MS } from '#shared/kernel/instant.ts'
import type { UnitTree } from '#shared/units/units.model.ts'
import { roomLabel } from '#renderer/ui/place.ts'
import type { Import } from '../use-import.ts'
import { ProfileList } from './profile-list.tsx'
import { SourceForm } from './source-form.tsx'

/** Stands for the profile that comes with the program. */
const SHIPPED = 'shipped'

type ImportChoiceProps = { readonly current: Import; readonly tree: UnitTree | undefined }

/** Which kind of file, from which installation of one-stop software, read with which profile, and the file. */
export function ImportChoice({ current, tree }: ImportChoiceProps): ReactNode {
  const { t } = useTranslation()
  const sentenceOf = useSentenceOf()
  const [creating, form] = useDisclosure(false)
  const { choice, choose, chooseFile } = current
  const { kind, sourceId } = choice
  const sources = useQuery(orpc.dossiers.sources.queryOptions())
  const chosen = sources.data?.find(({ id }) => id === sourceId)
  const none = sources.data?.length === 0

  return (
    <Panel title={t('imports.choice')}>
      <Stack gap="md">
        {sources.isError && <ErrorState message={sentenceOf(sources.error)} onRetry={sources.refetch} />}
        <Select
          label={t('imports.kind.label')}
          description={t('imports.kind.hint')}
          data={IMPORT_KINDS.map((each) => ({ value: each, label: t(`imports.kind.${each}`) }))}
          value={kind}
          onChange={(next) => choose({ kind: importKindSchema.catch(kind).parse(next) })}
          allowDeselect={false}
        />
        <Stack gap={6}>
          <Select
            label={t('imports.source.label')}
            description={t('imports.source.hint')}
            placeholder={none ? t('imports.source.none') : t('imports.source.choose')}
            data={(sources.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            value={sourceId}
            onChange={(id) => choose({ sourceId: id })}
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
            {t('imports.source.create')}
          </Button>
        </Stack>
        <ProfileChoice current={current} />
        <FileInput
          key={`${kind}-${sourceId}-${choice.profileId}`}
          label={t('imports.file.label')}
          description={t('imports.file.hint')}
          placeholder={t('imports.file.choose')}
          leftSection={<IconFileSpreadsheet size={16} aria-hidden />}
          onChange={chooseFile}
          disabled={sourceId === null}
          clearable
        />
      </Stack>
      <Modal opened={creating} onClose={form.close} title={t('imports.source.create')} size="lg">
        <SourceForm
          tree={tree}
          onCreated={({ id }) => {
            form.close()
            choose({ sourceId: id })
          }}
        />
      </Modal>
    </Panel>
  )
}

function ProfileChoice({ current }: Pick<ImportChoiceProps, 'current'>): ReactNode {
  const { t } = useTranslation()
  const { choice, choose } = current
  const profiles = useQuery(orpc.imports.profiles.queryOptions({ input: { kind: choice.kind } }))
  const listed = profiles.data ?? []
  return (
    <Stack gap={6}>
      <Select
        label={t('imports.profile.label')}
        data={listed.map(({ id, profile }) => ({
          value: id ?? SHIPPED,
          label: id === null ? `${profile.name} (${t('imports.profile.shipped')})` : profile.name,
        }))}
        value={choice.profileId ?? SHIPPED}
        onChange={(id) => choose({ profileId: id === SHIPPED ? null : id })}
        allowDeselect={false}
      />
      <ProfileList profiles={listed} />
    </Stack>
  )
}

type SourceFactsProps = { readonly source: LogSource; readonly tree: UnitTree | undefined }

function SourceFacts({ source, tree }: SourceFactsProps): ReactNode {
  const { t } = useTranslation()
  const room = tree?.rooms.find(({ id }) => id === source.roomId)
  const length = (ms: number): string =>
    ms < MINUTE_MS
      ? `${formatNumber(ms / SECOND_MS)}${t('imports.source.seconds')}`
      : `${formatNumber(ms / MINUTE_MS, 1)}${t('imports.source.minutes')}`
  return (
    <Text size="xs" c="dimmed">
      {room === undefined ? '…' : roomLabel(tree, room)}
      <br />
      {t('imports.source.window', {
        before: length(source.windowBeforeMs),
        after: length(source.windowAfterMs),
      })}
      <br />
      {t('imports.source.clock', { offset: formatClockOffset(source.clockOffset) })}
    </Text>
  )
}
