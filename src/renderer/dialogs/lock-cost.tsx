import { Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { LockCost } from '#shared/retention/retention.model.ts'
import { formatBytes, formatNumber, formatRange, formatShare } from '#renderer/ui/format.ts'
import { StatusMark } from '#renderer/ui/status-mark.tsx'
import { fillsSooner, newShareOfDisk } from './lock-wish.ts'

/** What a lock takes from the disk, and how many days of recording that costs. */
export function LockCostView({ cost }: { readonly cost: LockCost }): ReactNode {
  const { t } = useTranslation()
  const days = (count: number | null): string =>
    count === null ? t('dialogs.lock.neverFull') : t('dialogs.lock.days', { days: formatNumber(count, 1) })
  return (
    <Stack gap={2} className="mc-lock-cost" data-testid="lock-cost">
      <Text size="sm">{t('dialogs.lock.kept', { range: formatRange(cost) })}</Text>
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
