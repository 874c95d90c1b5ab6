import { Group, Paper, Title } from '@mantine/core'
import type { ReactNode } from 'react'

type PanelProps = {
  readonly title?: string
  /** Small links or figures at the right of the title. */
  readonly aside?: ReactNode
  readonly children: ReactNode
  /** No padding around the content, for tables. */
  readonly flush?: boolean
  readonly className?: string
}

export function Panel({ title, aside, children, flush = false, className = '' }: PanelProps): ReactNode {
  return (
    <Paper
      component="section"
      className={`mc-panel ${className}`}
      {...(title === undefined ? {} : { 'aria-label': title })}
    >
      {title !== undefined && (
        <Group justify="space-between" wrap="nowrap" className="mc-panel-head">
          <Title order={2} size="h3">
            {title}
          </Title>
          {aside}
        </Group>
      )}
      <div className={flush ? 'mc-panel-flush' : 'mc-panel-body'}>{children}</div>
    </Paper>
  )
}
