import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formatNumber } from '#renderer/ui/format.ts'
import { StatusMark } from '#renderer/ui/status-mark.tsx'
import type { AuditCheck } from '#shared/audit/audit.model.ts'

export function CheckResult({ check }: { readonly check: AuditCheck }): ReactNode {
  const { t } = useTranslation()
  const rows = formatNumber(check.rows)
  return (
    <output>
      {check.ok ? (
        <StatusMark tone="ok">{t('audit.whole', { rows })}</StatusMark>
      ) : (
        <StatusMark tone="danger">
          {t('audit.broken', { rows, sequence: formatNumber(check.firstBrokenSequence ?? 0) })}
        </StatusMark>
      )}
    </output>
  )
}
