import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formatNumber } from '#renderer/ui/format.ts'
import { useNow } from '#renderer/ui/use-now.ts'
import { type InstantMs, SECOND_MS } from '#shared/kernel/instant.ts'

const STEP_MS = 250

/** Whole seconds since the work began. */
export function Elapsed({ sinceMs }: { readonly sinceMs: InstantMs }): ReactNode {
  const { t } = useTranslation()
  const seconds = Math.max(0, Math.floor((useNow(STEP_MS) - sinceMs) / SECOND_MS))
  return <span className="mc-nowrap">{t('cameras.elapsed', { seconds: formatNumber(seconds) })}</span>
}
