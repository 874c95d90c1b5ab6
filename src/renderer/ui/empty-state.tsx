import { Stack, Text } from '@mantine/core'
import { IconInbox } from '@tabler/icons-react'
import type { ReactNode } from 'react'

type EmptyStateProps = {
  readonly title: string
  /** What to do next. */
  readonly advice: ReactNode
  readonly action?: ReactNode
  readonly icon?: ReactNode
  /** Less air, inside a panel. */
  readonly compact?: boolean
}

export function EmptyState({ title, advice, action, icon, compact = false }: EmptyStateProps): ReactNode {
  return (
    <Stack align="center" gap={4} py={compact ? 'md' : 48} px="md" ta="center">
      <span className="mc-empty-icon" aria-hidden>
        {icon ?? <IconInbox size={compact ? 22 : 32} stroke={1.4} />}
      </span>
      <Text fw={600} size={compact ? 'sm' : 'md'}>
        {title}
      </Text>
      <Text size="sm" c="dimmed" maw={460}>
        {advice}
      </Text>
      {action !== undefined && <div className="mc-empty-action">{action}</div>}
    </Stack>
  )
}
