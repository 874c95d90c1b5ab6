import { ActionIcon, Indicator, Tooltip } from '@mantine/core'
import { IconBell } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '#renderer/api/client.ts'

const POLL_MS = 15_000

/** How many alerts are open that nobody has seen; leads to where they are seen to. */
export function AlertBell(): ReactNode {
  const { t } = useTranslation()
  const alerts = useQuery(
    orpc.health.alerts.queryOptions({ input: {}, refetchInterval: POLL_MS, retry: false }),
  )
  const unseen = alerts.data?.filter(({ endedAtMs, seenBy }) => endedAtMs === null && seenBy === null) ?? []
  const label = t('alerts.unseen', { count: unseen.length })
  return (
    <Tooltip label={label}>
      <Indicator
        label={unseen.length}
        size={16}
        offset={6}
        color="red"
        disabled={unseen.length === 0}
        data-testid="alert-bell"
      >
        <ActionIcon component={Link} to="/health" variant="subtle" color="gray" aria-label={label}>
          <IconBell size={18} aria-hidden />
        </ActionIcon>
      </Indicator>
    </Tooltip>
  )
}
