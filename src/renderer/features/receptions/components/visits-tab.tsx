import { Button, Group, Text } from '@mantine/core'
import { IconFileImport, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { MINUTE_MS } from '#shared/kernel/instant.ts'
import { isLargeGroup } from '#shared/receptions/form-01-tcd.rules.ts'
import { isUnlawfulDelegation } from '#shared/receptions/reception-findings.rules.ts'
import type { ReceptionRules } from '#shared/receptions/reception-rules.model.ts'
import type { Visit } from '#shared/receptions/receptions.model.ts'
import type { UnitTree } from '#shared/units/units.model.ts'
import { orpc } from '#renderer/api/client.ts'
import { useMay } from '#renderer/api/session.ts'
import { ExportListButton } from '#renderer/dialogs/export-list-button.tsx'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { formatDate, formatNumber, formatShortTime, NONE } from '#renderer/ui/format.ts'
import { Panel } from '#renderer/ui/panel.tsx'
import { placeOf } from '#renderer/ui/place.ts'
import { QueryView } from '#renderer/ui/query-view.tsx'
import { StatusMark } from '#renderer/ui/status-mark.tsx'
import { useReceptionsSearch } from '../use-receptions.ts'
import { useVisitPages } from '../use-register-pages.ts'
import { EntryStateMark } from './entry-state.tsx'
import { filterOf, RegisterFilters } from './register-filters.tsx'
import { VisitDrawer } from './visit-drawer.tsx'
import { VisitForm } from './visit-form.tsx'
import { type VirtualColumn, VirtualTable } from './virtual-table.tsx'

/** Sổ tiếp công dân. */
export function VisitsTab({ tree }: { readonly tree: UnitTree | undefined }): ReactNode {
  const { t } = useTranslation()
  const may = useMay()
  const { search, go } = useReceptionsSearch()
  const [isAdding, setAdding] = useState(false)
  const { first, rowAt, onWindow } = useVisitPages(search)
  const rules = useQuery(orpc.receptions.rules.queryOptions({ staleTime: MINUTE_MS }))
  const columns = useMemo(() => columnsOf(t, tree, rules.data), [t, tree, rules.data])
  if (first === undefined) return null
  return (
    <Panel flush>
      <Group justify="space-between" px="md" py="sm" gap="md">
        <RegisterFilters tree={tree} withRegime />
        <Group gap="sm" ml="auto">
          <Text size="sm" c="dimmed" role="status">
            {first.data === undefined
              ? '…'
              : t('receptions.visitTotals', {
                  visits: formatNumber(first.data.total),
                  people: formatNumber(first.data.people),
                })}
          </Text>
          <ExportListButton
            wanted={{
              list: 'reception-visits',
              filter: {
                ...filterOf(search),
                ...(search.regime === undefined ? {} : { regime: search.regime }),
              },
            }}
          />
          {may('receptions.manage') && (
            <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>
              {t('receptions.addVisit')}
            </Button>
          )}
        </Group>
      </Group>
      <QueryView query={first} rows={14}>
        {({ total }) =>
          total === 0 ? (
            <NoRows />
          ) : (
            <VirtualTable
              label={t('receptions.tab.visits')}
              columns={columns}
              total={total}
              rowAt={rowAt}
              rowId={({ id }) => id}
              onWindow={onWindow}
              onOpen={({ id }) => go({ open: id })}
              selectedId={search.open ?? null}
            />
          )
        }
      </QueryView>
      <VisitDrawer id={search.open} tree={tree} onClose={() => go({ open: undefined })} />
      {isAdding && (
        <VisitForm visit={null} roomId={search.room ?? null} tree={tree} onClose={() => setAdding(false)} />
      )}
    </Panel>
  )
}

/** What to do next: loosen the filters, or fill the register. */
export function NoRows(): ReactNode {
  const { t } = useTranslation()
  const may = useMay()
  const { search, go } = useReceptionsSearch()
  const { room, commune, from, to, kind, regime, removed } = search
  if ([room, commune, from, to, kind, regime, removed].some((filter) => filter !== undefined))
    return (
      <EmptyState
        title={t('receptions.noneFound')}
        advice={t('receptions.noneFoundAdvice')}
        action={
          <Button
            variant="default"
            onClick={() =>
              go({
                room: undefined,
                commune: undefined,
                from: undefined,
                to: undefined,
                kind: undefined,
                regime: undefined,
                removed: undefined,
              })
            }
          >
            {t('receptions.clearFilters')}
          </Button>
        }
      />
    )
  return (
    <EmptyState
      title={t('receptions.none')}
      advice={t(may('receptions.manage') ? 'receptions.noneAdvice' : 'receptions.noneAdviceOther')}
      action={
        may('dossiers.import') && (
          <Button
            component={Link}
            to="/dossiers/import"
            leftSection={<IconFileImport size={16} aria-hidden />}
          >
            {t('receptions.import')}
          </Button>
        )
      }
    />
  )
}

function columnsOf(
  t: ReturnType<typeof useTranslation>['t'],
  tree: UnitTree | undefined,
  rules: ReceptionRules | undefined,
): VirtualColumn<Visit>[] {
  const sessionOf = ({ session, atLogMs }: Visit): string => {
    if (atLogMs !== null) return formatShortTime(atLogMs)
    return session === null ? NONE : t(`receptions.session.${session}`)
  }
  return [
    { id: 'day', header: t('receptions.field.day'), cell: ({ dayMs }) => formatDate(dayMs), widthPx: 100 },
    { id: 'session', header: t('receptions.field.session'), cell: sessionOf, widthPx: 80 },
    {
      id: 'room',
      header: t('receptions.filter.room'),
      cell: ({ roomId }) => placeOf(tree, roomId),
      cut: true,
    },
    {
      id: 'regime',
      header: t('receptions.field.regime'),
      cell: (visit) => {
        const word = t(`receptions.regime.${visit.regime}`)
        const isFlagged = rules !== undefined && isUnlawfulDelegation(visit, rules)
        return isFlagged ? (
          <span title={t('receptions.deputyFlag', { day: formatDate(rules.delegationEndsMs ?? 0) })}>
            <StatusMark tone="warning">{t('receptions.deputyWord')}</StatusMark>
          </span>
        ) : (
          word
        )
      },
    },
    {
      id: 'kind',
      header: t('receptions.field.kind'),
      cell: ({ kind }) => t(`receptions.kind.${kind ?? 'none'}`),
    },
    {
      id: 'people',
      header: t('receptions.field.people'),
      align: 'right',
      cell: (visit) => (
        <span title={isLargeGroup(visit) ? t('receptions.largeGroupWord') : undefined}>
          {isLargeGroup(visit) && <span aria-label={t('receptions.largeGroupWord')}>▲ </span>}
          {formatNumber(visit.peopleCount)}
        </span>
      ),
    },
    {
      id: 'visitor',
      header: t('receptions.field.visitorName'),
      cell: ({ visitorName, withheld }) =>
        visitorName ?? (withheld === 'all' ? t('receptions.secret') : NONE),
    },
    {
      id: 'content',
      header: t('receptions.field.content'),
      cell: ({ content, withheld }) => content ?? (withheld === 'all' ? t('receptions.secret') : NONE),
      cut: true,
    },
    { id: 'state', header: '', cell: ({ state }) => <EntryStateMark state={state} /> },
  ]
}
