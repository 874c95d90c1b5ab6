import { Anchor, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { EvidenceClip } from '#shared/evidence/evidence.model.ts'
import type { CriteriaTemplate, Scorecard } from '#shared/scoring/scoring.model.ts'
import { emptyLeafScore, leavesOf } from '#shared/scoring/scoring.rules.ts'
import { orpc } from '#renderer/api/client.ts'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { NONE } from '#renderer/ui/format.ts'
import { QueryView } from '#renderer/ui/query-view.tsx'
import { formatPoints } from '../points.ts'
import { templateOf, templatesQuery, useGradeTitle } from '../use-templates.ts'
import { CitedClip } from './cited-clip.tsx'
import { CriteriaTree } from './criteria-tree.tsx'
import { LeafPanel } from './leaf-panel.tsx'

export function ScorecardView({ scorecardId }: { readonly scorecardId: string }): ReactNode {
  const { t } = useTranslation()
  const card = useQuery(orpc.scoring.get.queryOptions({ input: { id: scorecardId } }))
  const templates = useQuery(templatesQuery())
  return (
    <div className="scorecard">
      <QueryView query={card} rows={14}>
        {(scorecard) => (
          <QueryView query={templates} rows={14}>
            {(all) => {
              const template = templateOf(all, scorecard)
              if (template === null) {
                return (
                  <EmptyState
                    title={t('scoring.templateMissing')}
                    advice={t('scoring.templateMissingAdvice')}
                  />
                )
              }
              return <ScorecardBody scorecard={scorecard} template={template} />
            }}
          </QueryView>
        )}
      </QueryView>
    </div>
  )
}

type BodyProps = { readonly scorecard: Scorecard; readonly template: CriteriaTemplate }

/** Left the tree, in the middle the chosen leaf, right the clip of the chosen deduction. */
function ScorecardBody({ scorecard, template }: BodyProps): ReactNode {
  const evidence = useQuery(orpc.evidence.list.queryOptions())
  const leaves = useMemo(() => leavesOf(template), [template])
  const [chosenCode, setChosenCode] = useState<string | null>(null)
  const [chosenDeduction, setChosenDeduction] = useState<string | null>(null)
  const criterion = leaves.find(({ code }) => code === chosenCode) ?? leaves[0]
  const score = scorecard.leaves.find((leaf) => leaf.criterionCode === criterion?.code)
  const deductions = scorecard.deductions.filter((deduction) => deduction.criterionCode === criterion?.code)
  const shown =
    deductions.find(({ id }) => id === chosenDeduction) ?? deductions.find(({ state }) => state === 'active')
  const clips: readonly EvidenceClip[] = evidence.data ?? []

  return (
    <>
      <ScorecardHead scorecard={scorecard} />
      <div className="scorecard-body">
        <CriteriaTree
          template={template}
          scorecard={scorecard}
          chosenCode={criterion?.code ?? null}
          onChoose={(code) => {
            setChosenCode(code)
            setChosenDeduction(null)
          }}
        />
        {criterion && (
          <LeafPanel
            key={criterion.code}
            scorecard={scorecard}
            criterion={criterion}
            score={score ?? emptyLeafScore(criterion.code)}
            deductions={deductions}
            clips={clips}
            shownDeductionId={shown?.id ?? null}
            onShowDeduction={setChosenDeduction}
          />
        )}
        <CitedClip
          clip={clips.find(({ id }) => id === shown?.evidenceClipId) ?? null}
          hasDeduction={shown !== undefined}
        />
      </div>
    </>
  )
}

function ScorecardHead({ scorecard }: { readonly scorecard: Scorecard }): ReactNode {
  const { t } = useTranslation()
  const gradeTitle = useGradeTitle()
  const { total } = scorecard
  const figures = [
    { name: t('scoring.scored'), value: `${total.scoredLeaves}/${total.leaves}` },
    {
      name: t('scoring.points'),
      value: `${formatPoints(total.hundredths)}/${formatPoints(total.maxHundredths)}`,
    },
    {
      name: t('scoring.index'),
      value: total.indexHundredths === null ? NONE : formatPoints(total.indexHundredths),
    },
    { name: t('scoring.grade'), value: gradeTitle(scorecard) ?? t('scoring.noGradeYet') },
  ]
  return (
    <header className="scorecard-head">
      <div className="mc-shrink">
        <Anchor component={Link} to="/scoring" size="xs">
          ‹ {t('scoring.back')}
        </Anchor>
        <Title order={1}>
          {scorecard.communeName} · {scorecard.periodLabel}
        </Title>
      </div>
      <dl className="scorecard-figures" data-testid="scorecard-total">
        {figures.map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </header>
  )
}
