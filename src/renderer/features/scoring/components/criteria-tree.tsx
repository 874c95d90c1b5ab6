import { Table } from '@mantine/core'
import type { KeyboardEvent, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { CriteriaTemplate, Criterion, LeafScore, Scorecard } from '#shared/scoring/scoring.model.ts'
import { emptyLeafScore, finalScoreHundredths } from '#shared/scoring/scoring.rules.ts'
import { Panel } from '#renderer/ui/panel.tsx'
import { formatPoints } from '../points.ts'

type TreeProps = {
  readonly template: CriteriaTemplate
  readonly scorecard: Scorecard
  readonly chosenCode: string | null
  readonly onChoose: (code: string) => void
}

function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
  event.preventDefault()
  const rows = [
    ...(event.currentTarget.closest('table')?.querySelectorAll<HTMLElement>('tr[data-leaf]') ?? []),
  ]
  const index = rows.indexOf(event.currentTarget)
  rows[index + (event.key === 'ArrowDown' ? 1 : -1)]?.focus()
}

const points = (hundredths: number | null): string => (hundredths === null ? '·' : formatPoints(hundredths))

/** Every criterion with its three columns and what counts in the end. ↑ ↓ and Enter work in it. */
export function CriteriaTree({ template, scorecard, chosenCode, onChoose }: TreeProps): ReactNode {
  const { t } = useTranslation()
  const scoreOf = (code: string): LeafScore =>
    scorecard.leaves.find((leaf) => leaf.criterionCode === code) ?? emptyLeafScore(code)
  return (
    <Panel flush className="scorecard-tree">
      <div className="mc-table-scroll">
        <Table className="mc-table" aria-label={template.title}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('scoring.criterion')}</Table.Th>
              <Table.Th ta="right">{t('scoring.max')}</Table.Th>
              <Table.Th ta="right">{t('scoring.self')}</Table.Th>
              <Table.Th ta="right">{t('scoring.appraised')}</Table.Th>
              <Table.Th ta="right">{t('scoring.survey')}</Table.Th>
              <Table.Th ta="right">{t('scoring.final')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          {template.domains.map((domain) => (
            <Table.Tbody key={domain.code}>
              <DomainRow domain={domain} scorecard={scorecard} scoreOf={scoreOf} />
              {domain.criteria.map((criterion) => (
                <LeafRow
                  key={criterion.code}
                  criterion={criterion}
                  score={scoreOf(criterion.code)}
                  scorecard={scorecard}
                  isChosen={criterion.code === chosenCode}
                  onChoose={() => onChoose(criterion.code)}
                />
              ))}
            </Table.Tbody>
          ))}
        </Table>
      </div>
    </Panel>
  )
}

type DomainRowProps = {
  readonly domain: CriteriaTemplate['domains'][number]
  readonly scorecard: Scorecard
  readonly scoreOf: (code: string) => LeafScore
}

function DomainRow({ domain, scorecard, scoreOf }: DomainRowProps): ReactNode {
  const applying = domain.criteria.filter(({ code }) => !scoreOf(code).notApplicable)
  const max = applying.reduce((sum, { maxHundredths }) => sum + maxHundredths, 0)
  const sum = applying.reduce(
    (total, criterion) =>
      total + (finalScoreHundredths(criterion, scoreOf(criterion.code), scorecard.deductions) ?? 0),
    0,
  )
  return (
    <Table.Tr className="scorecard-domain">
      <Table.Td>
        {domain.code}. {domain.title}
      </Table.Td>
      <Table.Td ta="right">{formatPoints(max)}</Table.Td>
      <Table.Td colSpan={3} />
      <Table.Td ta="right">{formatPoints(sum)}</Table.Td>
    </Table.Tr>
  )
}

type LeafRowProps = {
  readonly criterion: Criterion
  readonly score: LeafScore
  readonly scorecard: Scorecard
  readonly isChosen: boolean
  readonly onChoose: () => void
}

function LeafRow({ criterion, score, scorecard, isChosen, onChoose }: LeafRowProps): ReactNode {
  const { t } = useTranslation()
  const final = finalScoreHundredths(criterion, score, scorecard.deductions)
  const isDeducted = scorecard.deductions.some(
    ({ criterionCode, state }) => criterionCode === criterion.code && state === 'active',
  )
  return (
    <Table.Tr
      className="mc-row"
      data-leaf={criterion.code}
      data-selected={isChosen || undefined}
      data-off={score.notApplicable || undefined}
      aria-selected={isChosen}
      tabIndex={isChosen ? 0 : -1}
      onClick={onChoose}
      onKeyDown={(event) => {
        if (event.key === 'Enter') onChoose()
        else moveFocus(event)
      }}
    >
      <Table.Td className="scorecard-leaf" title={criterion.title}>
        <div>
          <span>{criterion.code}</span>
          <span>{criterion.title}</span>
        </div>
      </Table.Td>
      <Table.Td ta="right" c="dimmed">
        {formatPoints(criterion.maxHundredths)}
      </Table.Td>
      {score.notApplicable ? (
        <Table.Td colSpan={4} ta="center" c="dimmed">
          {t('scoring.notApplicableShort')}
        </Table.Td>
      ) : (
        <>
          <Table.Td ta="right">{points(score.selfHundredths)}</Table.Td>
          <Table.Td ta="right">{criterion.survey ? '' : points(score.appraisedHundredths)}</Table.Td>
          <Table.Td ta="right">{criterion.survey ? points(score.surveyHundredths) : ''}</Table.Td>
          <Table.Td ta="right" fw={600} className={isDeducted ? 'scorecard-deducted' : ''}>
            {points(final)}
          </Table.Td>
        </>
      )}
    </Table.Tr>
  )
}
