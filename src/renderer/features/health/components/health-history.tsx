import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '#renderer/api/client.ts'
import { changeValue } from '#renderer/ui/change-value.ts'
import { formatDateTime } from '#renderer/ui/format.ts'
import { QueryView } from '#renderer/ui/query-view.tsx'
import type { Id } from '#shared/kernel/ids.ts'
import { DAY_MS } from '#shared/kernel/instant.ts'
import { AlertRow } from './alert-list.tsx'

export const HISTORY_DAYS = 30

type HealthHistoryProps = { readonly cameraId: Id; readonly shows: 'alerts' | 'alerts-and-changes' }

/** What happened to one camera in the last thirty days. */
export function HealthHistory({ cameraId, shows }: HealthHistoryProps): ReactNode {
  const { t } = useTranslation()
  const [openedAtMs] = useState(() => Date.now())
  const history = useQuery(
    orpc.health.history.queryOptions({
      input: { cameraId, fromMs: openedAtMs - HISTORY_DAYS * DAY_MS, toMs: openedAtMs + DAY_MS },
    }),
  )
  return (
    <QueryView query={history} rows={3}>
      {({ alerts, changes }) => {
        const shownChanges = shows === 'alerts' ? [] : changes
        if (alerts.length + shownChanges.length === 0)
          return <Text size="sm">{t(shows === 'alerts' ? 'health.pastNone' : 'health.historyNone')}</Text>
        return (
          <ul className="mc-list">
            {alerts.map((alert) => (
              <AlertRow key={alert.id} alert={alert} where="" />
            ))}
            {shownChanges.map(({ field, before, after, noticedAtMs }) => (
              <li key={`${field} ${noticedAtMs}`}>
                <strong>{t(`health.changed.${field}`)}</strong>: {changeValue(field, before)} →{' '}
                {changeValue(field, after)}
                <div className="mc-quiet">{formatDateTime(noticedAtMs)}</div>
              </li>
            ))}
          </ul>
        )
      }}
    </QueryView>
  )
}
