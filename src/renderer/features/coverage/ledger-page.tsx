import { Button, Select } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { TFunction } from 'i18next'
import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { LedgerMonth } from '#shared/coverage/ledger.model.ts'
import { MINUTE_MS } from '#shared/kernel/instant.ts'
import type { UnitTree } from '#shared/units/units.model.ts'
import { orpc } from '#renderer/api/client.ts'
import { ledgerDay, type LedgerSearch } from '#renderer/api/ledger-search.ts'
import { useMay } from '#renderer/api/session.ts'
import { ExportListButton } from '#renderer/dialogs/export-list-button.tsx'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { PageHeader } from '#renderer/ui/page-header.tsx'
import { Panel } from '#renderer/ui/panel.tsx'
import { placeOf, unitName } from '#renderer/ui/place.ts'
import { QueryView } from '#renderer/ui/query-view.tsx'
import { useNow } from '#renderer/ui/use-now.ts'
import { CameraDayDrawer } from './components/camera-day-drawer.tsx'
import { CausesPanel } from './components/causes-panel.tsx'
import { CommunesPanel } from './components/communes-panel.tsx'
import { LedgerFigures } from './components/ledger-figures.tsx'
import { type CameraRow, LedgerMatrix } from './components/ledger-matrix.tsx'
import { MonthChoice } from './components/month-choice.tsx'
import { csvOf, daysOfMonth, rangeOfMonth } from './ledger-month.ts'
import './coverage.css'

/** A month of many cameras costs the station a second or two. */
const REFRESH_MS = 5 * MINUTE_MS

/** The ledger of absence: what became of every minute that a camera had to record. */
export function LedgerPage(): ReactNode {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const search = useSearch({ from: '/frame/ledger' })
  const may = useMay()
  const thisMonth = ledgerDay(useNow()).month
  const month = search.month ?? thisMonth
  const range = rangeOfMonth(month)
  const tree = useQuery(orpc.units.tree.queryOptions({ input: {} }))
  const input = { ...range, ...(search.commune === undefined ? {} : { communeUnitId: search.commune }) }
  const ledger = useQuery(
    orpc.ledger.month.queryOptions({
      input,
      staleTime: MINUTE_MS,
      refetchInterval: month === thisMonth ? REFRESH_MS : false,
      placeholderData: keepPreviousData,
    }),
  )
  const go = (next: LedgerSearch): void => void navigate({ to: '/ledger', search: { ...search, ...next } })
  const rows = useMemo(() => rowsOf(ledger.data, tree.data), [ledger.data, tree.data])
  const open = rows.find(({ camera }) => search.day !== undefined && camera.cameraId === search.camera)

  return (
    <>
      <PageHeader
        title={t('coverage.title')}
        description={t('coverage.description')}
        action={
          <>
            <MonthChoice month={month} last={thisMonth} onChange={(next) => go({ month: next })} />
            <CommuneChoice
              tree={tree.data}
              chosen={search.commune ?? null}
              onChange={(commune) => go({ commune })}
            />
            {may('cameras.read') && (
              <ExportListButton
                wanted={{ list: 'ledger-days', filter: input }}
                disabled={rows.length === 0}
              />
            )}
            {may('cameras.read') && (
              <Button
                leftSection={<IconDownload size={16} aria-hidden />}
                disabled={rows.length === 0}
                onClick={() => ledger.data && saveCsv(t, ledger.data, tree.data, month)}
              >
                {t('coverage.export')}
              </Button>
            )}
          </>
        }
      />
      <QueryView query={ledger} rows={14}>
        {(data) => (
          <div className="ledger-page">
            <LedgerFigures figures={data.totals.all.figures} />
            {may('cameras.read') && (
              <Panel
                title={t('coverage.matrix')}
                aside={<span className="mc-quiet">{t('coverage.matrixHint')}</span>}
                flush
              >
                {rows.length === 0 ? (
                  <EmptyState compact title={t('coverage.none')} advice={t('coverage.noneAdvice')} />
                ) : (
                  <LedgerMatrix
                    label={t('coverage.matrix')}
                    days={daysOfMonth(data)}
                    rows={rows}
                    onOpen={(camera, dayMs) => go({ camera, day: ledgerDay(dayMs).day })}
                  />
                )}
              </Panel>
            )}
            <div className="ledger-sums">
              <CommunesPanel communes={data.totals.communes} tree={tree.data} />
              <CausesPanel sum={data.totals.all} />
            </div>
          </div>
        )}
      </QueryView>
      <CameraDayDrawer
        camera={open?.camera ?? null}
        dayMs={Date.parse(`${search.day ?? `${month}-01`}T00:00:00+07:00`)}
        onClose={() => go({ camera: undefined, day: undefined })}
      />
    </>
  )
}

const collator = new Intl.Collator('vi', { numeric: true })

/** By place, then by name. */
function rowsOf(ledger: LedgerMonth | undefined, tree: UnitTree | undefined): CameraRow[] {
  return (ledger?.cameras ?? [])
    .map((camera) => ({ camera, place: placeOf(tree, camera.roomId) }))
    .toSorted(
      (left, right) =>
        collator.compare(left.place, right.place) || collator.compare(left.camera.name, right.camera.name),
    )
}

function saveCsv(t: TFunction, ledger: LedgerMonth, tree: UnitTree | undefined, month: string): void {
  const text = csvOf(ledger, {
    heads: {
      commune: t('coverage.csv.commune'),
      room: t('coverage.csv.room'),
      camera: t('coverage.csv.camera'),
      day: t('coverage.csv.day'),
      scheduled: t('coverage.csv.scheduled'),
      footage: t('coverage.csv.footage'),
      share: t('coverage.csv.share'),
      unexplained: t('coverage.csv.unexplained'),
      office: t('coverage.csv.office'),
      officeFilmed: t('coverage.csv.officeFilmed'),
    },
    stateOf: (state) => t('coverage.csv.state', { state: t(`ui.footage.${state}`) }),
    communeOf: (id) => unitName(tree, id),
    roomOf: (id) => tree?.rooms.find((room) => room.id === id)?.name ?? '',
  })
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = url
  link.download = t('coverage.exportName', { month })
  link.click()
  URL.revokeObjectURL(url)
}

type CommuneChoiceProps = {
  readonly tree: UnitTree | undefined
  readonly chosen: string | null
  readonly onChange: (commune: string | undefined) => void
}

function CommuneChoice({ tree, chosen, onChange }: CommuneChoiceProps): ReactNode {
  const { t } = useTranslation()
  const communes = (tree?.units ?? []).filter(({ kind }) => kind === 'commune')
  return (
    <Select
      aria-label={t('coverage.commune')}
      placeholder={t('coverage.allCommunes')}
      data={communes.map(({ id, name }) => ({ value: id, label: name }))}
      value={chosen}
      onChange={(next) => onChange(next ?? undefined)}
      searchable
      clearable
      w={210}
    />
  )
}
