import { Alert, Button, Group } from '@mantine/core'
import { IconAlertTriangle, IconRefresh } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

type ErrorStateProps = {
  /** What happened, what it means and what to do: the sentence of the error's code. */
  readonly message: string
  readonly title?: string
  readonly onRetry?: () => unknown
}

export function ErrorState({ message, title, onRetry }: ErrorStateProps): ReactNode {
  const { t } = useTranslation()
  return (
    <Alert
      role="alert"
      color="red"
      variant="light"
      icon={<IconAlertTriangle aria-hidden />}
      title={title ?? t('ui.loadFailed')}
    >
      <Group justify="space-between" gap="md" wrap="nowrap" align="flex-end">
        <span>{message}</span>
        {onRetry !== undefined && (
          <Button
            variant="default"
            size="xs"
            className="mc-fixed"
            leftSection={<IconRefresh size={14} aria-hidden />}
            onClick={() => {
              onRetry()
            }}
          >
            {t('ui.retry')}
          </Button>
        )}
      </Group>
    </Alert>
  )
}
