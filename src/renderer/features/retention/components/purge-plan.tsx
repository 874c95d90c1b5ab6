import { Alert, Button, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { LOCK_REASON_MIN, type PurgePreview, type PurgeRange } from '#shared/retention/retention.model.ts'
import { orpc } from '#renderer/api/client.ts'
import { formatBytes, formatNumber, formatRange } from '#renderer/ui/format.ts'
import { lockReason } from '#renderer/ui/lock-reason.ts'
import { showDone } from '#renderer/ui/notices.ts'
import { isCountTyped } from '../storage-words.ts'
import { useNotices } from '../use-notices.ts'
import { ReasonField } from './reason-dialog.tsx'

type PurgePlanProps = {
  readonly range: PurgeRange
  readonly preview: PurgePreview
  readonly onDone: () => void
}

/** What would go and what stays; the number of files typed again, and the reason, let it happen. */
export function PurgePlan({ range, preview, onDone }: PurgePlanProps): ReactNode {
  const { t } = useTranslation()
  const { segments, bytes, fromMs, toMs } = preview
  if (segments === 0)
    return (
      <Stack gap="sm">
        <Text size="sm">{t('retention.purge.nothing')}</Text>
        <LocksInTheWay preview={preview} />
      </Stack>
    )
  return (
    <Stack gap="sm">
      <Text fw={600} data-testid="purge-count">
        {t('retention.purge.count', { files: formatNumber(segments), bytes: formatBytes(bytes) })}
      </Text>
      {fromMs !== null && toMs !== null && (
        <Text size="sm">{t('retention.purge.reach', { range: formatRange({ fromMs, toMs }) })}</Text>
      )}
      <LocksInTheWay preview={preview} />
      <PurgeConsent range={range} segments={segments} onDone={onDone} />
    </Stack>
  )
}

function LocksInTheWay({ preview }: { readonly preview: PurgePreview }): ReactNode {
  const { t } = useTranslation()
  const { lockedSegments, lockedBytes, locks } = preview
  if (lockedSegments === 0) return null
  return (
    <Alert color="yellow" p="xs" data-testid="purge-locked">
      {t('retention.purge.lockedIn', {
        files: formatNumber(lockedSegments),
        bytes: formatBytes(lockedBytes),
      })}
      <ul className="mc-list">
        {locks.map((lock) => (
          <li key={lock.id}>
            {t('retention.purge.lockOf', {
              range: formatRange(lock),
              reason: lockReason(t, lock.reason),
            })}
          </li>
        ))}
      </ul>
    </Alert>
  )
}

type PurgeConsentProps = {
  readonly range: PurgeRange
  readonly segments: number
  readonly onDone: () => void
}

function PurgeConsent({ range, segments, onDone }: PurgeConsentProps): ReactNode {
  const { t } = useTranslation()
  const { failed } = useNotices()
  const client = useQueryClient()
  const [typed, setTyped] = useState('')
  const [reason, setReason] = useState('')
  const isReady = isCountTyped(typed, segments) && reason.trim().length >= LOCK_REASON_MIN
  const purge = useMutation(
    orpc.retention.purge.mutationOptions({
      onSuccess: async ({ segments: gone, bytes }) => {
        showDone(t('retention.purge.done', { files: formatNumber(gone), bytes: formatBytes(bytes) }))
        onDone()
        // Deleted footage is told of on every page.
        await client.invalidateQueries()
      },
      onError: (error) => failed('retention.purge.failed', error),
    }),
  )
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (isReady) purge.mutate({ ...range, reason: reason.trim(), segments })
      }}
    >
      <Stack gap="sm">
        <ReasonField value={reason} onChange={setReason} />
        <TextInput
          label={t('retention.purge.type', { files: formatNumber(segments) })}
          autoComplete="off"
          data-testid="purge-typed"
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Button
          type="submit"
          color="red"
          data-testid="purge-save"
          disabled={!isReady}
          loading={purge.isPending}
        >
          {t('retention.purge.submit')}
        </Button>
      </Stack>
    </form>
  )
}
