import { Button, Group, Progress, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formatPercent } from '#renderer/ui/format.ts'
import { Panel } from '#renderer/ui/panel.tsx'

type StageProgressProps = {
  readonly label: string
  /** 0–1. */
  readonly share: number
  readonly onStop?: () => void
}

/** What is being done, how far it is, and the way to stop it. */
export function StageProgress({ label, share, onStop }: StageProgressProps): ReactNode {
  const { t } = useTranslation()
  const hundredths = Math.round(share * 100)
  return (
    <Panel>
      <Stack gap="xs" role="status">
        <Group justify="space-between">
          <Text fw={600}>{label}</Text>
          <Text c="dimmed">{formatPercent(hundredths / 100)}</Text>
        </Group>
        <Progress value={hundredths} aria-label={label} animated />
        {onStop !== undefined && (
          <Group justify="space-between">
            <Text size="sm" c="dimmed">
              {t('imports.stopNote')}
            </Text>
            <Button size="xs" variant="default" onClick={onStop}>
              {t('imports.stop')}
            </Button>
          </Group>
        )}
      </Stack>
    </Panel>
  )
}
