import { Progress } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formatBytes, formatNumber, formatPercent } from '#renderer/ui/format.ts'
import { Panel } from '#renderer/ui/panel.tsx'
import type { StationStatus } from '#shared/recordings/recordings.model.ts'
import { QueryView } from '#renderer/ui/query-view.tsx'

const NEARLY_FULL = 0.9

export function DiskPanel({ status }: { readonly status: UseQueryResult<StationStatus, Error> }): ReactNode {
  const { t } = useTranslation()
  return (
    <div id="disk">
      <Panel title={t('today.disk')}>
        <QueryView query={status} rows={2}>
          {({ disk }) => {
            const used = disk.totalBytes === 0 ? null : 1 - disk.freeBytes / disk.totalBytes
            return (
              <>
                <Progress
                  value={(used ?? 0) * 100}
                  color={used !== null && used > NEARLY_FULL ? 'red' : 'pine'}
                  size="lg"
                  aria-label={t('today.diskUsed', { percent: formatPercent(used) })}
                />
                <div className="mc-line">
                  <span>
                    {t('today.diskFree', {
                      free: formatBytes(disk.freeBytes),
                      total: formatBytes(disk.totalBytes),
                    })}
                  </span>
                  {disk.daysLeft !== null && (
                    <span className="mc-quiet">
                      {t('today.diskDays', { days: formatNumber(Math.floor(disk.daysLeft)) })}
                    </span>
                  )}
                </div>
              </>
            )
          }}
        </QueryView>
      </Panel>
    </div>
  )
}
