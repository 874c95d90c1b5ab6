import { Alert, Breadcrumbs, Button, UnstyledButton } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { CoverageDays } from '#shared/coverage/coverage.model.ts'
import { DAY_MS, SECOND_MS } from '#shared/kernel/instant.ts'
import type { UnitTree } from '#shared/units/units.model.ts'
import { orpc } from '#renderer/api/client.ts'
import type { CoverageSearch } from '#renderer/api/coverage-search.ts'
import { ledgerDay } from '#renderer/api/ledger-search.ts'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { Figure } from '#renderer/ui/figure.tsx'
import { formatDate, formatDuration, formatNumber, formatRatio } from '#renderer/ui/format.ts'
import { PageHeader } from '#renderer/ui/page-header.tsx'
import { Panel } from '#renderer/ui/panel.tsx'
import { unitName } from '#renderer/ui/place.ts'
import { QueryView } from '#renderer/ui/query-view.tsx'
import { useNow } from '#renderer/ui/use-now.ts'
import { CoverageCauses } from './components/coverage-causes.tsx'
import { CoverageHeat } from './components/coverage-heat.tsx'
import { CoverageRows } from './components/coverage-rows.tsx'
import { MonthChoice } from './components/month-choice.tsx'
import { type CoverageSum, heatRows, sumOfDays } from './coverage-days.ts'
import { daysOfMonth, rangeOfMonth } from './ledger-month.ts'
import './coverage.css'

/** While the station judges again, the page looks again. */
const AGAIN_MS = 3 * SECOND_MS

/** Which events at the desks have footage, and why the others have none: commune, room, day, cause, and the rows behind. */
export function CoveragePage(): ReactNode {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const search = useSearch({ from: '/frame/coverage' })
  const thisMonth = ledgerDay(useNow()).month
  const month = search.month ?? thisMonth
  const range = rangeOfMonth(month)
  const tree = useQuery(orpc.units.tree.queryOptions({ input: {} }))
  const days = useQuery(
    orpc.coverage.days.queryOptions({
      input: range,
      placeholderData: keepPreviousData,
      refetchInterval: ({ state }) => (state.data?.recomputing ? AGAIN_MS : false),
    }),
  )
  const go = (next: CoverageSearch): void =>
    void navigate({ to: '/coverage', search: { ...search, page: undefined, ...next } })
  return (
    <>
      <PageHeader
        title={t('coverage.cover.title')}
        description={t('coverage.cover.description')}
        action={
          <>
            <MonthChoice
              month={month}
              last={thisMonth}
              onChange={(next) => go({ month: next, day: undefined })}
            />
            <Button component={Link} to="/findings">
              {t('coverage.cover.findings')}
            </Button>
          </>
        }
      />
      <QueryView query={days} rows={14}>
        {(data) => <Dashboard data={data} month={month} search={search} tree={tree.data} go={go} />}
      </QueryView>
    </>
  )
}

type DashboardProps = {
  readonly data: CoverageDays
  readonly month: string
  readonly search: CoverageSearch
  readonly tree: UnitTree | undefined
  readonly go: (next: CoverageSearch) => void
}

function Dashboard({ data, month, search, tree, go }: DashboardProps): ReactNode {
  const { t } = useTranslation()
  const { commune, room } = search
  const range = rangeOfMonth(month)
  const dayMs = search.day === undefined ? null : Date.parse(`${search.day}T00:00:00+07:00`)
  const inPlace = useMemo(() => {
    const roomsOfCommune = new Set(
      (tree?.rooms ?? []).filter((each) => each.communeUnitId === commune).map(({ id }) => id),
    )
    return data.days.filter(
      ({ roomId }) =>
        (commune === undefined || roomsOfCommune.has(roomId)) && (room === undefined || roomId === room),
    )
  }, [data, tree, commune, room])
  const rows = useMemo(
    () =>
      heatRows(inPlace, (roomId) => {
        const found = tree?.rooms.find(({ id }) => id === roomId)
        if (!found) return null
        if (commune !== undefined) return { id: roomId, name: found.name }
        return { id: found.communeUnitId, name: unitName(tree, found.communeUnitId) }
      }),
    [inPlace, tree, commune],
  )
  const sum = sumOfDays(dayMs === null ? inPlace : inPlace.filter((day) => day.dayMs === dayMs))
  const place = (id: string): CoverageSearch => (commune === undefined ? { commune: id } : { room: id })
  return (
    <div className="ledger-page">
      {data.recomputing && (
        <Alert color="yellow" role="status">
          {t('coverage.cover.recomputing')}
        </Alert>
      )}
      <Path search={search} tree={tree} go={go} />
      <Figures sum={sum} />
      <Panel
        title={t(commune === undefined ? 'coverage.cover.byCommune' : 'coverage.cover.byRoom')}
        aside={<span className="mc-quiet">{t('coverage.cover.hint')}</span>}
        flush
      >
        {rows.length === 0 ? (
          <EmptyState compact title={t('coverage.cover.none')} advice={t('coverage.cover.noneAdvice')} />
        ) : (
          <CoverageHeat
            label={t('coverage.cover.title')}
            head={t(commune === undefined ? 'coverage.commune' : 'coverage.cover.room')}
            days={daysOfMonth(range)}
            rows={rows}
            chosenDayMs={dayMs}
            onOpenRow={(id) => go(place(id))}
            onOpenDay={(id, chosen) => go({ ...place(id), month, day: ledgerDay(chosen).day })}
          />
        )}
      </Panel>
      <CoverageCauses sum={sum} chosen={search.cause ?? null} onChoose={(cause) => go({ cause })} />
      <CoverageRows
        search={search}
        range={dayMs === null ? range : { fromMs: dayMs, toMs: dayMs + DAY_MS }}
        tree={tree}
        onChange={go}
      />
    </div>
  )
}

function Figures({ sum }: { readonly sum: CoverageSum }): ReactNode {
  const { t } = useTranslation()
  const unexplainedMs = sum.missingMsByCause.unknown ?? 0
  return (
    <div className="ledger-figures">
      <Figure label={t('coverage.cover.events')} value={formatNumber(sum.events)} />
      <Figure
        label={t('coverage.cover.covered')}
        value={formatRatio(sum.covered, sum.events)}
        note={t('coverage.cover.coveredNote', {
          partial: formatNumber(sum.partial),
          missing: formatNumber(sum.missing),
        })}
      />
      <Figure
        label={t('coverage.figure.unexplained')}
        value={formatDuration(unexplainedMs)}
        note={t('coverage.figure.unexplainedNote')}
        tone={unexplainedMs === 0 ? 'ok' : 'danger'}
      />
    </div>
  )
}

/** Where the figures stand, each step a way back. */
function Path({ search, tree, go }: Pick<DashboardProps, 'search' | 'tree' | 'go'>): ReactNode {
  const { t } = useTranslation()
  const { commune, room, day } = search
  const steps = [
    { label: t('coverage.allCommunes'), to: { commune: undefined, room: undefined, day: undefined } },
    ...(commune === undefined
      ? []
      : [{ label: unitName(tree, commune), to: { room: undefined, day: undefined } }]),
    ...(room === undefined
      ? []
      : [{ label: tree?.rooms.find(({ id }) => id === room)?.name ?? '…', to: { day: undefined } }]),
    ...(day === undefined ? [] : [{ label: formatDate(Date.parse(`${day}T00:00:00+07:00`)), to: {} }]),
  ]
  return (
    <Breadcrumbs aria-label={t('coverage.cover.path')}>
      {steps.map(({ label, to }) => (
        <UnstyledButton key={label} className="mc-link" onClick={() => go(to)}>
          {label}
        </UnstyledButton>
      ))}
    </Breadcrumbs>
  )
}
