import { Button, Group, Pagination, Text } from '@mantine/core'
import { IconFileImport } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '#renderer/api/client.ts'
import type { DossiersSearch } from '#renderer/api/dossiers-search.ts'
import { useMay } from '#renderer/api/session.ts'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { formatNumber } from '#renderer/ui/format.ts'
import { PageHeader } from '#renderer/ui/page-header.tsx'
import { Panel } from '#renderer/ui/panel.tsx'
import { QueryView } from '#renderer/ui/query-view.tsx'
import { DAY_MS } from '#shared/kernel/instant.ts'
import { DossierFilters } from './components/dossier-filters.tsx'
import { DossierTable } from './components/dossier-table.tsx'

const PAGE_ROWS = 50

/** The register as imported, each row held against the footage. */
export function DossiersPage(): ReactNode {
  const { t } = useTranslation()
  const may = useMay()
  const navigate = useNavigate()
  const search = useSearch({ from: '/frame/dossiers' })
  const page = search.page ?? 1
  const tree = useQuery(orpc.units.tree.queryOptions({ input: {} }))
  const dossiers = useQuery(
    orpc.dossiers.list.queryOptions({
      input: { ...filterOf(search), limit: PAGE_ROWS, offset: (page - 1) * PAGE_ROWS },
      placeholderData: (previous) => previous,
    }),
  )
  const total = dossiers.data?.total
  const pages = Math.ceil((total ?? 0) / PAGE_ROWS)
  const filtered = search.room !== undefined || search.day !== undefined || search.code !== undefined

  function change(next: DossiersSearch): void {
    void navigate({ to: '/dossiers', search: next, replace: true })
  }

  return (
    <div className="mc-fill">
      <PageHeader
        title={t('dossiers.title')}
        description={t('dossiers.description')}
        action={may('dossiers.import') && <ImportButton />}
      />
      <Panel flush>
        <Group justify="space-between" px="md" py="sm" gap="md">
          <DossierFilters search={search} rooms={tree.data?.rooms ?? []} tree={tree.data} onChange={change} />
          <Text size="sm" c="dimmed" role="status">
            {total === undefined ? '…' : t('dossiers.total', { total: formatNumber(total) })}
          </Text>
        </Group>
        <QueryView query={dossiers} rows={14}>
          {({ rows }) =>
            rows.length > 0 ? (
              <DossierTable dossiers={rows} tree={tree.data} />
            ) : filtered ? (
              <EmptyState
                title={t('dossiers.noneFound')}
                advice={t('dossiers.noneFoundAdvice')}
                action={
                  <Button variant="default" onClick={() => change({})}>
                    {t('dossiers.clearFilters')}
                  </Button>
                }
              />
            ) : (
              <EmptyState
                title={t('dossiers.none')}
                advice={may('dossiers.import') ? t('dossiers.noneAdvice') : t('dossiers.noneAdviceOther')}
                action={may('dossiers.import') && <ImportButton />}
              />
            )
          }
        </QueryView>
        {pages > 1 && (
          <Group justify="center" py="sm">
            <Pagination
              size="sm"
              total={pages}
              value={page}
              onChange={(next) => change({ ...search, page: next })}
              getItemProps={(item) => ({ 'aria-label': t('dossiers.page', { page: item }) })}
            />
          </Group>
        )}
      </Panel>
    </div>
  )
}

function filterOf({ room, day, code }: DossiersSearch) {
  return {
    ...(room === undefined ? {} : { roomId: room }),
    ...(day === undefined ? {} : { fromMs: day, toMs: day + DAY_MS }),
    ...(code === undefined ? {} : { code }),
  }
}

function ImportButton(): ReactNode {
  const { t } = useTranslation()
  return (
    <Button component={Link} to="/dossiers/import" leftSection={<IconFileImport size={16} aria-hidden />}>
      {t('dossiers.import')}
    </Button>
  )
}
