import { Skeleton, Stack } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

type LinesProps = { readonly rows?: number; readonly heightPx?: number }

/** As high as the list that will stand there, so that nothing moves when it comes. */
export function LoadingLines({ rows = 8, heightPx = 22 }: LinesProps): ReactNode {
  const { t } = useTranslation()
  return (
    <Stack gap={10} role="status" aria-label={t('ui.loading')} aria-busy py="xs">
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} height={heightPx} radius="sm" opacity={Math.max(0.25, 1 - row * 0.09)} />
      ))}
    </Stack>
  )
}
