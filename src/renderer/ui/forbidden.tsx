import { Stack, Text, Title } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

/** In place of a page that the role may not open. */
export function Forbidden(): ReactNode {
  const { t } = useTranslation()
  return (
    <Stack align="center" gap={4} py={48} px="md" ta="center" data-testid="forbidden">
      <IconLock size={32} stroke={1.4} className="mc-empty-icon" aria-hidden />
      <Title order={1} size="h2">
        {t('page.forbidden')}
      </Title>
      <Text size="sm" c="dimmed" maw={460}>
        {t('page.forbiddenAdvice')}
      </Text>
    </Stack>
  )
}
