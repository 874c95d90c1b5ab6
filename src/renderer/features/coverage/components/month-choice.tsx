import { ActionIcon, Group } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { shiftMonth } from '../ledger-month.ts'

type MonthChoiceProps = {
  /** `yyyy-MM`. */
  readonly month: string
  readonly last: string
  readonly onChange: (month: string) => void
}

export function MonthChoice({ month, last, onChange }: MonthChoiceProps): ReactNode {
  const { t } = useTranslation()
  const [year = '', number = ''] = month.split('-')
  return (
    <Group gap={4} wrap="nowrap">
      <ActionIcon
        variant="default"
        size="lg"
        aria-label={t('coverage.previousMonth')}
        onClick={() => onChange(shiftMonth(month, -1))}
      >
        <IconChevronLeft size={16} aria-hidden />
      </ActionIcon>
      <strong className="mc-nowrap" aria-live="polite">
        {t('coverage.month', { month: number, year })}
      </strong>
      <ActionIcon
        variant="default"
        size="lg"
        aria-label={t('coverage.nextMonth')}
        disabled={month >= last}
        onClick={() => onChange(shiftMonth(month, 1))}
      >
        <IconChevronRight size={16} aria-hidden />
      </ActionIcon>
    </Group>
  )
}
