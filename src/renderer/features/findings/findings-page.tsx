import { Group, Pagination, SegmentedControl, Select } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { FINDING_KINDS } from '#shared/findings/findings.model.ts'
import { orpc } from '#renderer/api/client.ts'
import { type FindingsSearch, findingsSearchSchema } from '#renderer/api/findings-search.ts'
import { ExportListButton } from '#renderer/dialogs/export-list-button.tsx'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { formatNumber } from '#renderer/ui/format.ts'
import { type KeyHelp, usePageKeys } from '#renderer/ui/page-keys.ts'
import { PageHeader } from '#renderer/ui/page-header.tsx'
import { Panel } from '#renderer/ui/panel.tsx'
import { roomLabel } from '#renderer/ui/place.ts'
import { QueryView } from '#renderer/ui/query-view.tsx'
import { FindingsWithEvidence } from './findings-with-evidence.tsx'

const PAGE_KEYS: readonly KeyHelp[] = [
  { keys: ['A'], word: 'findings.accept' },
  { keys: ['D'], word: 'findings.dismiss' },
  { keys: ['U'], word: 'findings.reopen' },
]
const ROWS = 50
const STATES = ['open', 'accepted', 'dismissed', 'all'] as const

/** What rules noticed, for people to decide on: one key each. */
export function FindingsPage(): ReactNode {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const search = useSearch({ from: '/frame/findings' })
  usePageKeys(PAGE_KEYS)
  const { kind, room, state = 'open', page = 1 } = search
  const tree = useQuery(orpc.units.tree.queryOptions({ input: {} }))
  const filter = {
    ...(kind === undefined ? {} : { kinds: [kind] }),
    ...(room === undefined ? {} : { roomId: room }),
    ...(state === 'all' ? {} : { state }),
  }
  const list = useQuery(
    orpc.findings.list.queryOptions({
      input: { ...filter, limit: ROWS, offset: (page - 1) * ROWS },
      placeholderData: keepPreviousData,
    }),
  )
  const go = (next: FindingsSearch): void =>
    void navigate({ to: '/findings', search: { ...search, page: undefined, ...next } })
  const counts = new Map((list.data?.byKind ?? []).map((each) => [each.kind, each.count]))
  return (
    <>
      <PageHeader
        title={t('findings.title')}
        description={t('findings.description')}
        action={<ExportListButton wanted={{ list: 'findings', filter }} disabled={!list.data?.total} />}
      />
      <Group gap="sm" mb="sm">
        <SegmentedControl
          size="xs"
          aria-label={t('findings.filter.state')}
          value={state}
          data={STATES.map((value) => ({ value, label: t(`findings.state.${value}`) }))}
          onChange={(value) => go(findingsSearchSchema.pick({ state: true }).parse({ state: value }))}
        />
        <Select
          aria-label={t('findings.filter.kind')}
          placeholder={t('findings.filter.allKinds')}
          data={FINDING_KINDS.map((value) => ({
            value,
            label: `${t(`findings.kind.${value}`)} (${formatNumber(counts.get(value) ?? 0)})`,
          }))}
          value={kind ?? null}
          onChange={(value) => go({ kind: FINDING_KINDS.find((each) => each === value) })}
          searchable
          clearable
          w={260}
        />
        <Select
          aria-label={t('findings.filter.room')}
          placeholder={t('findings.filter.allRooms')}
          data={(tree.data?.rooms ?? []).map((each) => ({
            value: each.id,
            label: roomLabel(tree.data, each),
          }))}
          value={room ?? null}
          onChange={(value) => go({ room: value ?? undefined })}
          searchable
          clearable
          w={260}
        />
      </Group>
      <Panel title={t('findings.list')} aside={<span className="mc-quiet">{t('findings.keys')}</span>} flush>
        <QueryView query={list} rows={10}>
          {({ rows, total }) =>
            rows.length === 0 ? (
              <EmptyState title={t('findings.none')} advice={t('findings.noneAdvice')} />
            ) : (
              <>
                <FindingsWithEvidence rows={rows} tree={tree.data} />
                <Group justify="space-between" p="xs">
                  <span className="mc-quiet">
                    {t('findings.shown', { shown: formatNumber(rows.length), total: formatNumber(total) })}
                  </span>
                  {total > ROWS && (
                    <Pagination
                      size="sm"
                      total={Math.ceil(total / ROWS)}
                      value={page}
                      onChange={(next) => go({ page: next })}
                    />
                  )}
                </Group>
              </>
            )
          }
        </QueryView>
      </Panel>
    </>
  )
}
