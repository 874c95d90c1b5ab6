import { Alert, Stack, Text } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '#renderer/api/client.ts'
import { useSentenceOf } from '#renderer/ui/error-sentence.ts'
import { formatBytes, formatNumber, formatRange, formatShare } from '#renderer/ui/format.ts'
import { LoadingLines } from '#renderer/ui/loading.tsx'
import { StatusMark } from '#renderer/ui/status-mark.tsx'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import type { LockCost, LockRange } from '#shared/retention/retention.model.ts'
import { fillsSooner, newShareOfDisk } from './lock-wish.ts'
import './lock-dialog.css'

/** What a lock, or several together, take. */
export type AnyLockCost = Omit<LockCost, keyof TimeRange> & Partial<TimeRange>

const NOTHING: LockRange = { cameraIds: [], fromMs: 0, toMs: 0 }

/** The old figures stay while the new ones come, so that a dialog does not jump. null: nothing to ask about. */
export function useLockCost(asked: LockRange | null) {
  return useQuery(
    orpc.retention.lockCost.queryOptions({
      input: asked ?? NOTHING,
      enabled: asked !== null,
      placeholderData: keepPreviousData,
      staleTime: 0,
      retry: false,
    }),
  )
}

type CostState = {
  readonly data: AnyLockCost | undefined
  readonly isError: boolean
  readonly error: unknown
  readonly isPlaceholderData: boolean
}

/** The cost is there, or it is known why it cannot be: only then may a lock be pressed. */
export const isCostShown = ({ data, isError, isPlaceholderData }: CostState): boolean =>
  isError || (data !== undefined && !isPlaceholderData)

export function CostOrWait({ cost }: { readonly cost: CostState }): ReactNode {
  const sentenceOf = useSentenceOf()
  if (cost.isError) return <Alert color="red">{sentenceOf(cost.error)}</Alert>
  if (cost.data === undefined) return <LoadingLines rows={3} />
  return (
    <div data-old={cost.isPlaceholderData || undefined}>
      <LockCostView cost={cost.data} />
    </div>
  )
}

/** What a lock takes from the disk, and how many days of recording that costs. */
function LockCostView({ cost }: { readonly cost: AnyLockCost }): ReactNode {
  const { t } = useTranslation()
  const { fromMs, toMs } = cost
  const days = (count: number | null): string =>
    count === null ? t('dialogs.lock.neverFull') : t('dialogs.lock.days', { days: formatNumber(count, 1) })
  return (
    <Stack gap={2} className="mc-lock-cost" data-testid="lock-cost">
      {fromMs !== undefined && toMs !== undefined && (
        <Text size="sm">{t('dialogs.lock.kept', { range: formatRange({ fromMs, toMs }) })}</Text>
      )}
      <Text size="sm">
        <strong>{t('dialogs.lock.takes', { bytes: formatBytes(cost.newBytes) })}</strong>{' '}
        {t('dialogs.lock.ofDisk', {
          share: formatShare(newShareOfDisk(cost)),
          disk: formatBytes(cost.diskBytes),
        })}
      </Text>
      <Text size="sm" c="dimmed">
        {t('dialogs.lock.files', {
          segments: formatNumber(cost.segments),
          bytes: formatBytes(cost.bytes),
          already: formatBytes(cost.alreadyLockedBytes),
        })}
      </Text>
      {cost.segments === 0 ? (
        <StatusMark tone="warning">{t('dialogs.lock.nothingThere')}</StatusMark>
      ) : (
        <StatusMark tone={fillsSooner(cost) ? 'warning' : 'ok'}>
          {t('dialogs.lock.daysLeft', {
            before: days(cost.daysLeftBefore),
            after: days(cost.daysLeftAfter),
          })}
        </StatusMark>
      )}
    </Stack>
  )
}
