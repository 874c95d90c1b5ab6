import { Button, Group, Text } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { type ReactNode, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Petition } from '#shared/receptions/receptions.model.ts'
import type { UnitTree } from '#shared/units/units.model.ts'
import { ExportListButton } from '#renderer/dialogs/export-list-button.tsx'
import { useMay } from '#renderer/api/session.ts'
import { formatDate, formatNumber, NONE } from '#renderer/ui/format.ts'
import { Panel } from '#renderer/ui/panel.tsx'
import { QueryView } from '#renderer/ui/query-view.tsx'
import { StatusMark } from '#renderer/ui/status-mark.tsx'
import { useReceptionsSearch } from '../use-receptions.ts'
import { usePetitionPages } from '../use-register-pages.ts'
import { EntryStateMark } from './entry-state.tsx'
import { PetitionDrawer } from './petition-drawer.tsx'
import { PetitionForm } from './petition-form.tsx'
import { filterOf, RegisterFilters } from './register-filters.tsx'
import { NoRows } from './visits-tab.tsx'
import { type VirtualColumn, VirtualTable } from './virtual-table.tsx'

/** Sổ theo dõi đơn. */
export function PetitionsTab({ tree }: { readonly tree: UnitTree | undefined }): ReactNode {
  const { t } = useTranslation()
  const may = useMay()
  const { search } = useReceptionsSearch()
  const [isAdding, setAdding] = useState(false)
  const [open, setOpen] = useState<Petition | null>(null)
  const { first, rowAt, onWindow } = usePetitionPages(search)
  const columns = useMemo(() => columnsOf(t), [t])
  if (first === undefined) return null
  return (
    <Panel flush>
      <Group justify="space-between" px="md" py="sm" gap="md">
        <RegisterFilters tree={tree} withRegime={false} />
        <Group gap="sm">
          <Text size="sm" c="dimmed" role="status">
            {first.data === undefined
              ? '…'
              : t('receptions.petitionTotal', { petitions: formatNumber(first.data.total) })}
          </Text>
          <ExportListButton wanted={{ list: 'reception-petitions', filter: filterOf(search) }} />
          {may('receptions.manage') && (
            <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>
              {t('receptions.addPetition')}
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
              label={t('receptions.tab.petitions')}
              columns={columns}
              total={total}
              rowAt={rowAt}
              rowId={({ id }) => id}
              onWindow={onWindow}
              onOpen={setOpen}
              selectedId={open?.id ?? null}
            />
          )
        }
      </QueryView>
      <PetitionDrawer petition={open} tree={tree} onClose={() => setOpen(null)} />
      {isAdding && (
        <PetitionForm
          petition={null}
          roomId={search.room ?? null}
          tree={tree}
          onClose={() => setAdding(false)}
        />
      )}
    </Panel>
  )
}

type Translate = ReturnType<typeof useTranslation>['t']

const ternary = (t: Translate, value: boolean | null): string =>
  value === null ? t('receptions.unknown') : t(value ? 'ui.yes' : 'ui.no')

function Progress({ petition }: { readonly petition: Petition }): ReactNode {
  const { t } = useTranslation()
  const { resolvedDayMs, dueDayMs } = petition
  if (resolvedDayMs === null) return <StatusMark tone="running">{t('receptions.notResolved')}</StatusMark>
  const day = formatDate(resolvedDayMs)
  if (dueDayMs === null) return <StatusMark tone="neutral">{t('receptions.resolvedOn', { day })}</StatusMark>
  return resolvedDayMs <= dueDayMs ? (
    <StatusMark tone="ok">{t('receptions.resolvedOnTime', { day })}</StatusMark>
  ) : (
    <StatusMark tone="danger">{t('receptions.resolvedLate', { day })}</StatusMark>
  )
}

function columnsOf(t: Translate): VirtualColumn<Petition>[] {
  const secret = (text: string | null, withheld: Petition['withheld']): string =>
    text ?? (withheld === 'all' ? t('receptions.secret') : NONE)
  return [
    { id: 'number', header: t('receptions.field.number'), cell: ({ number }) => number ?? NONE },
    { id: 'day', header: t('receptions.field.receivedDay'), cell: ({ dayMs }) => formatDate(dayMs) },
    {
      id: 'kind',
      header: t('receptions.field.kind'),
      cell: ({ kind }) => t(`receptions.kind.${kind ?? 'none'}`),
    },
    {
      id: 'source',
      header: t('receptions.field.source'),
      cell: ({ source }) => (source === null ? NONE : t(`receptions.source.${source}`)),
    },
    {
      id: 'sender',
      header: t('receptions.field.senderName'),
      cell: ({ senderName, withheld }) => secret(senderName, withheld),
    },
    {
      id: 'content',
      header: t('receptions.field.content'),
      cell: ({ content, withheld }) => secret(content, withheld),
      cut: true,
    },
    { id: 'eligible', header: t('receptions.field.eligible'), cell: ({ eligible }) => ternary(t, eligible) },
    {
      id: 'competence',
      header: t('receptions.field.withinCompetence'),
      cell: ({ withinCompetence }) => ternary(t, withinCompetence),
    },
    {
      id: 'due',
      header: t('receptions.field.dueDay'),
      cell: ({ dueDayMs }) => (dueDayMs === null ? NONE : formatDate(dueDayMs)),
    },
    {
      id: 'progress',
      header: t('receptions.field.result'),
      cell: (petition) => <Progress petition={petition} />,
    },
    { id: 'state', header: '', cell: ({ state }) => <EntryStateMark state={state} /> },
  ]
}
