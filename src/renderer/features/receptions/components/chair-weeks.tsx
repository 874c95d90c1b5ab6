import { Table } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { DAY_MS } from '#shared/kernel/instant.ts'
import type { ChairWeek } from '#shared/receptions/schedule.model.ts'
import { Figure } from '#renderer/ui/figure.tsx'
import { formatDate, formatNumber, formatPercent, formatRatio, NONE } from '#renderer/ui/format.ts'
import { StatusMark } from '#renderer/ui/status-mark.tsx'

/** The chair's own reception days by week: planned, held, and what nobody can tell yet (criterion 1.7.1). */
export function ChairWeeks({ weeks }: { readonly weeks: readonly ChairWeek[] }): ReactNode {
  const { t } = useTranslation()
  const sum = (pick: (week: ChairWeek) => number): number => weeks.reduce((all, week) => all + pick(week), 0)
  const [held, due, unclear] = [
    sum((week) => week.held),
    sum((week) => week.due),
    sum((week) => week.unclear),
  ]
  return (
    <>
      <Figure
        label={t('receptions.chairHeld')}
        value={formatPercent(due === 0 ? null : held / due)}
        note={
          unclear === 0
            ? t('receptions.chairHeldNote', { held: formatNumber(held), due: formatNumber(due) })
            : t('receptions.chairHeldUnclear', {
                held: formatNumber(held),
                due: formatNumber(due),
                unclear: formatNumber(unclear),
              })
        }
      />
      <Table className="mc-table" aria-label={t('receptions.chairDays')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('receptions.week')}</Table.Th>
            <Table.Th ta="right">{t('receptions.weekHeld')}</Table.Th>
            <Table.Th>{t('receptions.weekNote')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {weeks.map((week) => (
            <Table.Tr key={week.fromMs}>
              <Table.Td className="mc-nowrap">
                {formatDate(week.fromMs).slice(0, 5)}–{formatDate(week.fromMs + 6 * DAY_MS).slice(0, 5)}
              </Table.Td>
              <Table.Td ta="right" className="mc-nowrap">
                {week.due === 0 ? NONE : formatRatio(week.held, week.due)}
              </Table.Td>
              <Table.Td>
                <WeekNote week={week} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </>
  )
}

function WeekNote({ week }: { readonly week: ChairWeek }): ReactNode {
  const { t } = useTranslation()
  const { scheduled, minimum, notHeld, delegated, unclear } = week
  const count = formatNumber
  return (
    <div className="reception-week-notes">
      {scheduled < minimum && (
        <StatusMark tone="warning">
          {t('receptions.belowMinimum', { scheduled: count(scheduled), minimum: count(minimum, 1) })}
        </StatusMark>
      )}
      {notHeld > 0 && (
        <StatusMark tone="danger">{t('receptions.weekNotHeld', { days: count(notHeld) })}</StatusMark>
      )}
      {delegated > 0 && (
        <StatusMark tone="warning">{t('receptions.weekDelegated', { days: count(delegated) })}</StatusMark>
      )}
      {unclear > 0 && (
        <StatusMark tone="warning">{t('receptions.weekUnclear', { days: count(unclear) })}</StatusMark>
      )}
    </div>
  )
}
