import { Anchor, Group, Progress, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useExportJobs } from '#renderer/api/evidence-export.ts'

/** How far the bundles are that the person has asked for; nothing while none is being made. */
export function ExportProgress(): ReactNode {
  const { t } = useTranslation()
  const running = useExportJobs()
  if (running.length === 0) return null
  const share = running.reduce((sum, job) => sum + job.progress, 0) / running.length
  const text = t('review.exporting', { count: running.length })
  return (
    <Group gap="xs" wrap="nowrap" role="status" ml="auto">
      <Text size="xs">{text}</Text>
      <Progress w={90} size="sm" value={share * 100} aria-label={text} />
      <Anchor component={Link} to="/evidence" size="xs">
        {t('review.toEvidence')}
      </Anchor>
    </Group>
  )
}
