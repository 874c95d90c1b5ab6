import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DAY_MS } from '#shared/kernel/instant.ts'
import type { Scorecard } from '#shared/scoring/scoring.model.ts'
import { orpc } from '#renderer/api/client.ts'
import { useMay } from '#renderer/api/session.ts'
import { type DataColumn, DataTable } from '#renderer/ui/data-table.tsx'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { formatDate, NONE } from '#renderer/ui/format.ts'
import { PageHeader } from '#renderer/ui/page-header.tsx'
import { Panel } from '#renderer/ui/panel.tsx'
import { QueryView } from '#renderer/ui/query-view.tsx'
import { formatPoints } from '../points.ts'
import { useGradeTitle } from '../use-templates.ts'
import { CreateScorecardDialog } from './create-scorecard-dialog.tsx'

export function ScorecardList(): ReactNode {
  const { t } = useTranslation()
  const may = useMay()
  const scorecards = useQuery(orpc.scoring.list.queryOptions())
  const [isCreating, setIsCreating] = useState(false)
  const action = may('scoring.score') && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setIsCreating(true)}>
      {t('scoring.create')}
    </Button>
  )
  return (
    <>
      <PageHeader title={t('scoring.title')} description={t('scoring.description')} action={action} />
      <Panel flush>
        <QueryView query={scorecards} rows={10}>
          {(rows) =>
            rows.length === 0 ? (
              <EmptyState
                title={t('scoring.none')}
                advice={may('scoring.score') ? t('scoring.noneAdvice') : t('scoring.noneAdviceOther')}
                action={action}
              />
            ) : (
              <ScorecardTable rows={rows} />
            )
          }
        </QueryView>
      </Panel>
      {isCreating && <CreateScorecardDialog onClose={() => setIsCreating(false)} />}
    </>
  )
}

function ScorecardTable({ rows }: { readonly rows: readonly Scorecard[] }): ReactNode {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const gradeTitle = useGradeTitle()
  const columns = useMemo(
    (): readonly DataColumn<Scorecard>[] => [
      {
        id: 'commune',
        header: t('scoring.commune'),
        cell: (card) => card.communeName,
        sortBy: (card) => card.communeName,
      },
      {
        id: 'period',
        header: t('scoring.period'),
        cell: (card) => card.periodLabel,
        sortBy: (card) => card.periodFromMs,
      },
      {
        id: 'range',
        header: t('scoring.periodRange'),
        cell: (card) => `${formatDate(card.periodFromMs)} – ${formatDate(card.periodToMs - DAY_MS)}`,
      },
      {
        id: 'state',
        header: t('scoring.state'),
        cell: (card) => t(`scoring.states.${card.state}`),
        sortBy: (card) => card.state,
      },
      {
        id: 'scored',
        header: t('scoring.scored'),
        align: 'right',
        cell: (card) => `${card.total.scoredLeaves}/${card.total.leaves}`,
        sortBy: (card) => card.total.scoredLeaves,
      },
      {
        id: 'points',
        header: t('scoring.points'),
        align: 'right',
        cell: (card) => `${formatPoints(card.total.hundredths)}/${formatPoints(card.total.maxHundredths)}`,
        sortBy: (card) => card.total.hundredths,
      },
      {
        id: 'index',
        header: t('scoring.index'),
        align: 'right',
        cell: (card) =>
          card.total.indexHundredths === null ? NONE : formatPoints(card.total.indexHundredths),
        sortBy: (card) => card.total.indexHundredths,
      },
      {
        id: 'grade',
        header: t('scoring.grade'),
        cell: (card) => gradeTitle(card) ?? t('scoring.noGradeYet'),
      },
      {
        id: 'deductions',
        header: t('scoring.deductions'),
        align: 'right',
        cell: (card) => card.deductions.filter((deduction) => deduction.state === 'active').length,
      },
    ],
    [t, gradeTitle],
  )
  return (
    <DataTable
      label={t('scoring.title')}
      columns={columns}
      rows={rows}
      rowId={(card) => card.id}
      onOpen={(card) => void navigate({ to: '/scoring/$scorecardId', params: { scorecardId: card.id } })}
      initialSort={{ id: 'period', desc: true }}
    />
  )
}
