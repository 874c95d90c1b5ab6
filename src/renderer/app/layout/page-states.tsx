import { Button } from '@mantine/core'
import { type ErrorComponentProps, Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useErrorSentence } from '#renderer/api/app-error.ts'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { ErrorState } from '#renderer/ui/error-state.tsx'
import { LoadingLines } from '#renderer/ui/loading.tsx'

export function PagePending(): ReactNode {
  return (
    <div className="mc-page-state">
      <LoadingLines rows={10} />
    </div>
  )
}

export function PageFailure({ error, reset }: ErrorComponentProps): ReactNode {
  const { t } = useTranslation()
  const sentenceOf = useErrorSentence()
  return (
    <div className="mc-page-state">
      <ErrorState title={t('page.failed')} message={sentenceOf(error)} onRetry={reset} />
    </div>
  )
}

export function PageMissing(): ReactNode {
  const { t } = useTranslation()
  return (
    <EmptyState
      title={t('page.missing')}
      advice={t('page.missingAdvice')}
      action={
        <Button component={Link} to="/">
          {t('page.home')}
        </Button>
      }
    />
  )
}
