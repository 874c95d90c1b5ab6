import { Group, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'

type PageHeaderProps = {
  readonly title: string
  /** One short line under the title. */
  readonly description?: ReactNode
  /** The page's one main action, top right. */
  readonly action?: ReactNode
}

export function PageHeader({ title, description, action }: PageHeaderProps): ReactNode {
  return (
    <Group
      component="header"
      className="mc-fixed"
      justify="space-between"
      align="center"
      wrap="nowrap"
      mb="md"
      mih={36}
    >
      <div className="mc-shrink">
        <Title order={1}>{title}</Title>
        {description !== undefined && (
          <Text size="sm" c="dimmed">
            {description}
          </Text>
        )}
      </div>
      {action !== undefined && (
        <Group gap="xs" wrap="nowrap">
          {action}
        </Group>
      )}
    </Group>
  )
}
