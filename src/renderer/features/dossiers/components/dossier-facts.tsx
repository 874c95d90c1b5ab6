import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '#renderer/api/client.ts'
import { formatClockOffset, formatDateTime, NONE, toDateInput } from '#renderer/ui/format.ts'
import { Panel } from '#renderer/ui/panel.tsx'
import { placeOf } from '#renderer/ui/place.ts'
import type { DossierInRoom } from '#shared/dossiers/dossier-list.model.ts'

/** What the register says, and where that comes from: source, file, row. */
export function DossierFacts({ dossier }: { readonly dossier: DossierInRoom }): ReactNode {
  const { t } = useTranslation()
  const tree = useQuery(orpc.units.tree.queryOptions({ input: {} }))
  const sources = useQuery(orpc.dossiers.sources.queryOptions())
  const imports = useQuery(orpc.imports.list.queryOptions())
  const source = sources.data?.find(({ id }) => id === dossier.sourceId)
  const record = imports.data?.find(({ id }) => id === dossier.importId)
  const counter = tree.data?.rooms.flatMap((room) => room.counters).find(({ id }) => id === dossier.counterId)
  const facts = [
    [t('dossiers.one.place'), placeOf(tree.data, dossier.roomId)],
    [t('dossiers.column.applicant'), dossier.applicantName ?? NONE],
    [t('dossiers.column.status'), dossier.status === null ? NONE : t(`dossiers.status.${dossier.status}`)],
    [t('dossiers.column.channel'), t(`dossiers.channel.${dossier.channel}`)],
    [t('dossiers.list.officer'), dossier.officerName ?? NONE],
    [t('dossiers.one.field'), dossier.field ?? NONE],
    [t('dossiers.one.procedureCode'), dossier.procedureCode ?? NONE],
    [
      t('dossiers.list.source'),
      source === undefined ? '…' : `${source.name} (${formatClockOffset(source.clockOffset)} s)`,
    ],
    [
      t('dossiers.one.importedFrom'),
      record === undefined
        ? t('dossiers.one.row', { row: dossier.rowNumber })
        : t('dossiers.one.fileAndRow', {
            file: record.fileName,
            row: dossier.rowNumber,
            at: formatDateTime(record.importedAtMs),
          }),
    ],
  ]
  return (
    <Panel title={t('dossiers.one.facts')}>
      <dl className="dossier-facts">
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        {counter !== undefined && (
          <div>
            <dt>{t('dossiers.column.counter')}</dt>
            <dd>
              <Link
                className="mc-link"
                to="/counters/$counterId"
                params={{ counterId: counter.id }}
                search={dossier.receivedAtLogMs === null ? {} : { day: toDateInput(dossier.receivedAtLogMs) }}
              >
                {t('dossiers.one.counterDay', { counter: counter.name })}
              </Link>
            </dd>
          </div>
        )}
      </dl>
    </Panel>
  )
}
