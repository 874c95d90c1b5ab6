import { Alert, Button, MultiSelect, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { InstantMs } from '#shared/kernel/instant.ts'
import { type PurgeRange, purgeRangeSchema } from '#shared/retention/retention.model.ts'
import { orpc } from '#renderer/api/client.ts'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { useSentenceOf } from '#renderer/ui/error-sentence.ts'
import { ErrorState } from '#renderer/ui/error-state.tsx'
import { InstantInput } from '#renderer/ui/instant-input.tsx'
import { LoadingLines } from '#renderer/ui/loading.tsx'
import { Panel } from '#renderer/ui/panel.tsx'
import { useCameraNames } from '../use-camera-names.ts'
import { PurgePlan } from './purge-plan.tsx'

type Wish = {
  readonly cameraIds: readonly string[]
  readonly fromMs: InstantMs | null
  readonly toMs: InstantMs | null
}
const NO_WISH: Wish = { cameraIds: [], fromMs: null, toMs: null }

/** What is to go at the left, what that comes to at the right. Nothing goes before it was shown and confirmed. */
export function PurgeTab(): ReactNode {
  const { t } = useTranslation()
  const sentenceOf = useSentenceOf()
  const [asked, setAsked] = useState<PurgeRange | null>(null)
  const preview = useMutation(orpc.retention.purgePreview.mutationOptions())
  const forget = (): void => {
    setAsked(null)
    preview.reset()
  }
  return (
    <div className="storage-purge">
      <PurgeWish
        isBusy={preview.isPending}
        onChange={forget}
        onAsk={(range) => {
          setAsked(range)
          preview.mutate(range)
        }}
      />
      <Panel title={t('retention.purge.result')}>
        <div data-testid="purge-preview">
          {preview.isIdle && (
            <EmptyState
              compact
              title={t('retention.purge.choose')}
              advice={t('retention.purge.chooseAdvice')}
            />
          )}
          {preview.isPending && <LoadingLines rows={4} />}
          {preview.isError && (
            <ErrorState title={t('retention.purge.unreadable')} message={sentenceOf(preview.error)} />
          )}
          {preview.data !== undefined && asked !== null && (
            <PurgePlan range={asked} preview={preview.data} onDone={forget} />
          )}
        </div>
      </Panel>
    </div>
  )
}

type PurgeWishProps = {
  readonly isBusy: boolean
  /** What was previewed no longer is what stands here. */
  readonly onChange: () => void
  readonly onAsk: (range: PurgeRange) => void
}

function PurgeWish({ isBusy, onChange, onAsk }: PurgeWishProps): ReactNode {
  const { t } = useTranslation()
  const { cameras } = useCameraNames()
  const [wish, setWish] = useState(NO_WISH)
  const [isTried, setIsTried] = useState(false)
  const parsed = purgeRangeSchema.safeParse(wish)
  const change = (part: Partial<Wish>): void => {
    setWish((before) => ({ ...before, ...part }))
    onChange()
  }
  return (
    <Panel title={t('retention.tab.purge')}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          setIsTried(true)
          if (parsed.success) onAsk(parsed.data)
        }}
      >
        <Stack gap="sm">
          <Text size="sm">{t('retention.purge.about')}</Text>
          <MultiSelect
            label={t('retention.purge.cameras')}
            searchable
            data={cameras.map(({ id, name }) => ({ value: id, label: name }))}
            value={[...wish.cameraIds]}
            onChange={(cameraIds) => change({ cameraIds })}
          />
          <InstantInput
            label={t('retention.purge.from')}
            initialMs={null}
            testId="purge-from"
            onChange={(fromMs) => change({ fromMs })}
          />
          <InstantInput
            label={t('retention.purge.to')}
            initialMs={null}
            testId="purge-to"
            onChange={(toMs) => change({ toMs })}
          />
          {isTried && !parsed.success && (
            <Alert color="yellow" p="xs">
              {t('retention.purge.badRange')}
            </Alert>
          )}
          <Button type="submit" variant="default" loading={isBusy} data-testid="purge-ask">
            {t('retention.purge.preview')}
          </Button>
        </Stack>
      </form>
    </Panel>
  )
}
