import { Button, Group, Text } from '@mantine/core'
import { IconFileImport } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '#renderer/api/client.ts'
import {
  dossierFilterOf,
  dossierOrderOf,
  type DossiersSearch,
  dossiersSearchSchema,
} from '#renderer/api/dossiers-search.ts'
import { useMay } from '#renderer/api/session.ts'
import { ExportListButton } from '#renderer/dialogs/export-list-button.tsx'
import { SavedViews } from '#renderer/dialogs/saved-views.tsx'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { formatNumber, formatRatio } from '#renderer/ui/format.ts'
import { PageHeader } from '#renderer/ui/page-header.tsx'
import { Panel } from '#renderer/ui/panel.tsx'
import { QueryView } from '#renderer/ui/query-view.tsx'
import { viewSearchSchema } from '#shared/views/views.model.ts'
import { DossierFilters } from './components/dossier-filters.tsx'
import { DossierList } from './components/dossier-list.tsx'
import { isFiltered, withoutFilters } from './dossier-search.ts'
import { useDossierPages } from './use-dossier-pages.ts'
import './dossiers.css'

/** The register as imported, each row held against the footage. */
export function DossiersPage(): ReactNode {
  const { t } = useTranslation()
  const may = useMay()
  const navigate = useNavigate()
  const search = useSearch({ from: '/frame/dossiers' })
  const tree = useQuery(orpc.units.tree.queryOptions({ input: {} }))
  const pages = useDossierPages(search)
  const change = (next: DossiersSearch): void =>
    void navigate({ to: '/dossiers', search: next, replace: true })
  const filter = { ...dossierFilterOf(search), ...dossierOrderOf(search) }

  return (
    <div className="mc-fill">
      <PageHeader
        title={t('dossiers.title')}
        description={t('dossiers.description')}
        action={
          <>
            <SavedViews
              page="dossiers"
              search={viewSearchSchema.catch({}).parse(search)}
              onOpen={(kept) => change(dossiersSearchSchema.parse(kept))}
            />
            <ExportListButton
              wanted={{ list: 'dossiers', filter }}
              disabled={(pages.counts?.total ?? 0) === 0}
            />
            {may('dossiers.import') && <ImportButton />}
          </>
        }
      />
      <Panel flush className="dossiers-panel">
        <Group justify="space-between" px="sm" py="xs" gap="sm">
          <DossierFilters search={search} tree={tree.data} onChange={change} />
          <Counts counts={pages.counts} filtered={isFiltered(search)} />
        </Group>
        <QueryView query={pages.query} rows={14}>
          {({ total }) =>
            total > 0 ? (
              <DossierList search={search} onChange={change} pages={pages} />
            ) : isFiltered(search) ? (
              <EmptyState
                title={t('dossiers.noneFound')}
                advice={t('dossiers.noneFoundAdvice')}
                action={
                  <Button variant="default" onClick={() => change(withoutFilters(search))}>
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
      </Panel>
    </div>
  )
}

type CountsProps = {
  readonly counts: { readonly total: number; readonly all: number } | null
  readonly filtered: boolean
}

/** `312/5.612 (5,6 %)` of the dossiers that the person may see. */
function Counts({ counts, filtered }: CountsProps): ReactNode {
  const { t } = useTranslation()
  const text =
    counts === null
      ? '…'
      : filtered
        ? formatRatio(counts.total, counts.all)
        : t('dossiers.total', { total: formatNumber(counts.all) })
  return (
    <Text size="sm" c="dimmed" role="status" className="mc-nowrap" title={t('dossiers.list.countsHint')}>
      {text}
    </Text>
  )
}

function ImportButton(): ReactNode {
  const { t } = useTranslation()
  return (
    <Button component={Link} to="/dossiers/import" leftSection={<IconFileImport size={16} aria-hidden />}>
      {t('dossiers.import')}
    </Button>
  )
}
