import { Button, Checkbox, Select, Stack, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '#renderer/api/client.ts'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { useSentenceOf } from '#renderer/ui/error-sentence.ts'
import { ErrorState } from '#renderer/ui/error-state.tsx'
import { LoadingLines } from '#renderer/ui/loading.tsx'
import { showDone, showFailure } from '#renderer/ui/notices.ts'
import { Panel } from '#renderer/ui/panel.tsx'
import type { ImportPreview, ImportRequestInput } from '#shared/backfill/backfill.model.ts'
import type { InstantMs } from '#shared/kernel/instant.ts'
import { PreviewTable } from './preview-table.tsx'

const isGood = ({ problems, startMs }: ImportPreview['rows'][number]): boolean =>
  problems.length === 0 && startMs !== null

type Wish = Pick<
  ImportRequestInput,
  'cameraId' | 'folder' | 'zone' | 'containerZone' | 'applyClockOffset'
> & {
  readonly pattern: string
}
const NO_WISH: Wish = {
  cameraId: '',
  folder: '',
  zone: 'vietnam',
  containerZone: 'utc',
  applyClockOffset: false,
  pattern: '',
}

/** What is to be read at the left; what each file would do at the right. Nothing is written before consent. */
export function ImportTab(): ReactNode {
  const { t } = useTranslation()
  const sentenceOf = useSentenceOf()
  const queryClient = useQueryClient()
  const [wish, setWish] = useState(NO_WISH)
  const [startOverrides, setStartOverrides] = useState<Record<string, InstantMs>>({})
  const preview = useMutation(orpc.backfill.importPreview.mutationOptions())
  const start = useMutation(
    orpc.backfill.importStart.mutationOptions({
      onSuccess: async (_, { files }) => {
        showDone(t('backfill.import.started', { count: files.length }))
        preview.reset()
        await queryClient.invalidateQueries({ queryKey: orpc.backfill.key() })
      },
      onError: (error) => showFailure(t('backfill.import.notStarted'), sentenceOf(error)),
    }),
  )

  function read(overrides: Record<string, InstantMs>): void {
    setStartOverrides(overrides)
    const { pattern, ...rest } = wish
    preview.mutate({ ...rest, pattern: pattern.trim() === '' ? null : pattern, startOverrides: overrides })
  }

  const good = preview.data?.rows.filter(isGood) ?? []
  return (
    <div className="mc-backfill-import">
      <ImportWish
        wish={wish}
        busy={preview.isPending}
        onChange={(next) => {
          setWish(next)
          preview.reset()
        }}
        onRead={() => read({})}
      />
      <Panel
        flush
        title={t('backfill.import.preview')}
        aside={
          preview.data !== undefined && (
            <Button
              size="xs"
              disabled={good.length === 0}
              loading={start.isPending}
              onClick={() =>
                start.mutate({
                  cameraId: preview.data.cameraId,
                  folder: preview.data.folder,
                  files: good.flatMap(({ path, startMs, timeSource }) =>
                    startMs === null ? [] : [{ path, startMs, timeSource }],
                  ),
                })
              }
            >
              {t('backfill.import.consent', { count: good.length })}
            </Button>
          )
        }
      >
        {preview.isIdle && (
          <EmptyState title={t('backfill.import.none')} advice={t('backfill.import.noneAdvice')} />
        )}
        {preview.isPending && <LoadingLines rows={6} />}
        {preview.isError && (
          <ErrorState title={t('backfill.import.unreadable')} message={sentenceOf(preview.error)} />
        )}
        {preview.data !== undefined && (
          <PreviewTable
            preview={preview.data}
            onStart={(path, atMs) => read({ ...startOverrides, [path]: atMs })}
          />
        )}
      </Panel>
    </div>
  )
}

type ImportWishProps = {
  readonly wish: Wish
  readonly busy: boolean
  readonly onChange: (wish: Wish) => void
  readonly onRead: () => void
}

function ImportWish({ wish, busy, onChange, onRead }: ImportWishProps): ReactNode {
  const { t } = useTranslation()
  const cameras = useQuery(orpc.cameras.list.queryOptions()).data ?? []
  const zones = [
    { value: 'vietnam', label: t('backfill.import.zoneVietnam') },
    { value: 'utc', label: t('backfill.import.zoneUtc') },
  ]
  const zoneOf = (value: string | null) => (value === 'utc' ? 'utc' : 'vietnam')
  return (
    <Panel>
      <Stack gap="sm">
        <Select
          searchable
          label={t('backfill.import.camera')}
          data={cameras.map(({ id, name }) => ({ value: id, label: name }))}
          value={wish.cameraId === '' ? null : wish.cameraId}
          onChange={(cameraId) => onChange({ ...wish, cameraId: cameraId ?? '' })}
        />
        <TextInput
          data-testid="import-folder"
          label={t('backfill.import.folder')}
          description={t('backfill.import.folderAdvice')}
          value={wish.folder}
          onChange={(event) => onChange({ ...wish, folder: event.currentTarget.value })}
        />
        <Select
          label={t('backfill.import.zone')}
          data={zones}
          allowDeselect={false}
          value={wish.zone ?? 'vietnam'}
          onChange={(zone) => onChange({ ...wish, zone: zoneOf(zone) })}
        />
        <Select
          label={t('backfill.import.container')}
          data={zones}
          allowDeselect={false}
          value={wish.containerZone ?? 'utc'}
          onChange={(zone) => onChange({ ...wish, containerZone: zoneOf(zone) })}
        />
        <TextInput
          label={t('backfill.import.pattern')}
          description={t('backfill.import.patternAdvice')}
          value={wish.pattern}
          onChange={(event) => onChange({ ...wish, pattern: event.currentTarget.value })}
        />
        <Checkbox
          label={t('backfill.import.clock')}
          checked={wish.applyClockOffset ?? false}
          onChange={(event) => onChange({ ...wish, applyClockOffset: event.currentTarget.checked })}
        />
        <Button
          w="fit-content"
          loading={busy}
          disabled={wish.cameraId === '' || wish.folder.trim() === ''}
          onClick={onRead}
        >
          {t('backfill.import.read')}
        </Button>
      </Stack>
    </Panel>
  )
}
