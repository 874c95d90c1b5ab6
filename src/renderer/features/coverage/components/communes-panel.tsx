import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { LedgerCommune, LedgerFigures } from '#shared/coverage/ledger.model.ts'
import { footageMsOf, footageShare } from '#shared/coverage/ledger.rules.ts'
import type { UnitTree } from '#shared/units/units.model.ts'
import { type DataColumn, DataTable } from '#renderer/ui/data-table.tsx'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { formatPercent, NONE } from '#renderer/ui/format.ts'
import { Panel } from '#renderer/ui/panel.tsx'
import { unitName } from '#renderer/ui/place.ts'
import { StatusMark } from '#renderer/ui/status-mark.tsx'
import { hoursOf, uptimeOf } from '../ledger-words.ts'

type CommunesPanelProps = {
  readonly communes: readonly LedgerCommune[]
  readonly tree: UnitTree | undefined
}

/** The figures that a commune is judged by. */
export function CommunesPanel({ communes, tree }: CommunesPanelProps): ReactNode {
  const { t } = useTranslation()
  const columns: readonly DataColumn<LedgerCommune>[] = [
    {
      id: 'commune',
      header: t('coverage.commune'),
      cell: ({ communeUnitId, cameras }) => (
        <>
          <div className="mc-nowrap">{unitName(tree, communeUnitId)}</div>
          <div className="mc-quiet mc-nowrap">{t('coverage.cameras', { count: cameras })}</div>
        </>
      ),
      sortBy: ({ communeUnitId }) => unitName(tree, communeUnitId),
    },
    {
      id: 'footage',
      header: t('coverage.withFootage'),
      cell: ({ sum }) => <ShareBar figures={sum.figures} />,
      sortBy: ({ sum }) => footageShare(sum.figures),
    },
    {
      id: 'uptime',
      header: t('coverage.uptime'),
      cell: ({ sum, rooms }) => <UptimeOf figures={sum.figures} rooms={rooms} />,
      sortBy: ({ sum: { figures } }) =>
        figures.officeMs === 0 ? null : figures.officeFilmedMs / figures.officeMs,
    },
  ]
  return (
    <Panel title={t('coverage.communes')} flush>
      {communes.length === 0 ? (
        <EmptyState compact title={t('coverage.communesNone')} advice={t('coverage.noneAdvice')} />
      ) : (
        <>
          <DataTable
            label={t('coverage.communes')}
            columns={columns}
            rows={communes}
            rowId={({ communeUnitId }) => communeUnitId}
            initialSort={{ id: 'commune', desc: false }}
          />
          <p className="mc-quiet ledger-note">{t('coverage.bands')}</p>
        </>
      )}
    </Panel>
  )
}

function ShareBar({ figures }: { readonly figures: LedgerFigures }): ReactNode {
  const { t } = useTranslation()
  const share = footageShare(figures)
  return (
    <div className="ledger-share">
      <span className="ledger-bar">
        <span style={{ width: `${(share ?? 0) * 100}%`, background: 'var(--footage-recorded)' }} />
      </span>
      <span>{formatPercent(share)}</span>
      <span className="mc-quiet">{hoursOf(t, footageMsOf(figures), figures.scheduledMs)}</span>
    </div>
  )
}

type UptimeOfProps = { readonly figures: LedgerFigures; readonly rooms: LedgerCommune['rooms'] }

function UptimeOf({ figures, rooms }: UptimeOfProps): ReactNode {
  const { t } = useTranslation()
  const uptime = uptimeOf(t, figures)
  if (!uptime) return <span data-testid="uptime">{NONE}</span>
  return (
    <div data-testid="uptime">
      <StatusMark tone={uptime.tone}>
        {uptime.share} · {t('coverage.points', { points: uptime.points })}
      </StatusMark>{' '}
      <span className="mc-quiet">{uptime.ratio}</span>
      {rooms.length > 1 && (
        <div className="mc-quiet">
          {rooms
            .map(
              ({ kind, sum }) => `${t(`units.roomKind.${kind}`)} ${uptimeOf(t, sum.figures)?.share ?? NONE}`,
            )
            .join(' · ')}
        </div>
      )}
    </div>
  )
}
