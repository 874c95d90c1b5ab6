import { Table } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { CountComparison, RatioComparison, ReceptionReport } from '#shared/receptions/report.model.ts'
import { formatNumber, formatRatio } from '#renderer/ui/format.ts'
import { countDifference, ratioDifference } from '../comparison-words.ts'

const COUNTS = ['visits', 'people', 'cases', 'groups', 'petitions'] as const
const RATIOS = ['eligible', 'withinCompetence', 'resolved', 'onTime', 'chairHeld'] as const

/** Each figure with its unit, each rate with what it is a rate of, both against the same period of the year before. */
export function ComparisonTable({ report }: { readonly report: ReceptionReport }): ReactNode {
  const { t } = useTranslation()
  return (
    <>
      <Table className="mc-table" aria-label={t('receptions.report.comparison')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('receptions.report.figure')}</Table.Th>
            <Table.Th ta="right">{t('receptions.report.thisPeriod')}</Table.Th>
            <Table.Th ta="right">{t('receptions.report.samePeriod')}</Table.Th>
            <Table.Th ta="right">{t('receptions.report.difference')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {COUNTS.map((key) => (
            <CountRow key={key} name={t(`receptions.report.count.${key}`)} compared={report.counts[key]} />
          ))}
          {RATIOS.map((key) => (
            <RatioRow key={key} name={t(`receptions.report.ratio.${key}`)} compared={report.ratios[key]} />
          ))}
        </Table.Tbody>
      </Table>
      <p className="mc-quiet">{t('receptions.report.unitNote')}</p>
      <Unsorted report={report} />
    </>
  )
}

function CountRow(props: { readonly name: string; readonly compared: CountComparison }): ReactNode {
  const { t } = useTranslation()
  const { name, compared } = props
  const counted = (value: number): string =>
    `${formatNumber(value)} ${t(`receptions.report.countUnit.${compared.unit}`)}`
  return (
    <Table.Tr>
      <Table.Td>{name}</Table.Td>
      <Table.Td ta="right">{counted(compared.current)}</Table.Td>
      <Table.Td ta="right">{counted(compared.previous)}</Table.Td>
      <Table.Td ta="right">{countDifference(compared)}</Table.Td>
    </Table.Tr>
  )
}

function RatioRow(props: { readonly name: string; readonly compared: RatioComparison }): ReactNode {
  const { t } = useTranslation()
  const { name, compared } = props
  const { current, previous } = compared
  return (
    <Table.Tr>
      <Table.Td>{name}</Table.Td>
      <Table.Td ta="right">{formatRatio(current.numerator, current.denominator)}</Table.Td>
      <Table.Td ta="right">{formatRatio(previous.numerator, previous.denominator)}</Table.Td>
      <Table.Td ta="right">{ratioDifference(compared, t('receptions.report.points'))}</Table.Td>
    </Table.Tr>
  )
}

/** What is not in the rates because nobody has sorted it yet. */
function Unsorted({ report }: { readonly report: ReceptionReport }): ReactNode {
  const { t } = useTranslation()
  const { byKind, eligibleUnknown, competenceUnknown, resolved, resolvedWithDue } = report.petitions
  const notes = [
    { count: byKind.unknown, word: 'unsortedKind' },
    { count: eligibleUnknown, word: 'unsortedEligible' },
    { count: competenceUnknown, word: 'unsortedCompetence' },
    { count: resolved - resolvedWithDue, word: 'withoutDue' },
  ].filter(({ count }) => count > 0)
  if (notes.length === 0) return null
  return (
    <ul className="mc-list">
      {notes.map(({ count, word }) => (
        <li key={word}>▲ {t(`receptions.report.${word}`, { petitions: formatNumber(count) })}</li>
      ))}
    </ul>
  )
}
