import { Text, Tooltip } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { StorageUsage } from '#shared/retention/retention.model.ts'
import { formatBytes, formatShare, formatShortTime } from '#renderer/ui/format.ts'
import { Panel } from '#renderer/ui/panel.tsx'
import { storageParts } from '../storage-parts.ts'

/** The whole of all disks as one bar, with a legend that says every part in words and figures. */
export function StorageBar({ usage }: { readonly usage: StorageUsage }): ReactNode {
  const { t } = useTranslation()
  const parts = storageParts(usage)
  const measured = t('retention.measured', { time: formatShortTime(usage.measuredAtMs) })
  return (
    <Panel
      title={t('retention.bar')}
      aside={
        <Text size="xs" c="dimmed">
          {measured}
        </Text>
      }
    >
      <div className="storage-bar" data-testid="storage-bar" aria-hidden>
        {parts.map(
          ({ part, bytes }) =>
            bytes > 0 && (
              <Tooltip key={part} label={`${t(`retention.part.${part}`)}: ${formatBytes(bytes)}`}>
                <span data-part={part} style={{ flexGrow: bytes / usage.totalBytes }} />
              </Tooltip>
            ),
        )}
      </div>
      <ul className="storage-legend">
        {parts.map(({ part, bytes, share }) => (
          <li key={part} data-nothing={bytes === 0 || undefined}>
            <span className="storage-swatch" data-part={part} aria-hidden />
            <span>{t(`retention.part.${part}`)}</span>
            <span className="storage-amount">
              {formatBytes(bytes)} · {formatShare(share)}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
