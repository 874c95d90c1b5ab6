import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '#renderer/api/client.ts'
import { changeValue } from '#renderer/ui/change-value.ts'
import { formatDate, formatDateTime, formatNumber, NONE } from '#renderer/ui/format.ts'
import { Panel } from '#renderer/ui/panel.tsx'
import { QueryView } from '#renderer/ui/query-view.tsx'
import { StatusMark } from '#renderer/ui/status-mark.tsx'
import type { CameraChange, ProbeReport } from '#shared/cameras/cameras.model.ts'
import type { Id } from '#shared/kernel/ids.ts'
import { SECOND_MS } from '#shared/kernel/instant.ts'
import { useCameraWords } from '../use-camera-words.ts'
import { compareReports, type FigureFormats } from '../baseline.ts'

type BaselinePanelProps = {
  readonly cameraId: Id
  readonly probes: UseQueryResult<ProbeReport[], Error>
}

const MAX_SHOWN = 20

/** What the camera was when it was added beside what it is now, and each change as it was noticed. */
export function BaselinePanel({ cameraId, probes }: BaselinePanelProps): ReactNode {
  const { t } = useTranslation()
  const changes = useQuery(orpc.cameras.changes.queryOptions({ input: { id: cameraId } }))
  return (
    <Panel title={t('cameras.page.baseline')}>
      <QueryView query={probes} rows={5}>
        {(reports) => <Comparison reports={reports} />}
      </QueryView>
      <h3 className="mc-small-head mc-spaced">{t('cameras.page.changes')}</h3>
      <QueryView query={changes} rows={2}>
        {(list) => <Changes changes={list} />}
      </QueryView>
    </Panel>
  )
}

function Comparison({ reports }: { readonly reports: readonly ProbeReport[] }): ReactNode {
  const { t } = useTranslation()
  const words = useCameraWords()
  const baseline = reports.at(-1)
  // A check that failed found too little to compare.
  const newest = reports.find(({ ok }) => ok)
  if (baseline === undefined || newest === undefined || newest === baseline) {
    return <p className="mc-quiet">{t('cameras.page.nothingToCompare')}</p>
  }
  const formats: FigureFormats = {
    codec: words.codec,
    frames: (milli) => t('cameras.found.framesPerSecond', { frames: formatNumber(milli / 1000, 1) }),
    keyframes: (ms) => t('cameras.found.everySeconds', { seconds: formatNumber(ms / SECOND_MS, 1) }),
    bitrate: (bits) => `${formatNumber(bits / 1_000_000, 1)} Mbit/s`,
  }
  const facts = compareReports(baseline, newest, formats)
  return (
    <table className="mc-table mc-compared">
      <thead>
        <tr>
          <th scope="col">{t('cameras.page.fact')}</th>
          <th scope="col">{t('cameras.page.atStart', { date: formatDate(baseline.probedAtMs) })}</th>
          <th scope="col">{t('cameras.page.now', { date: formatDate(newest.probedAtMs) })}</th>
          <th scope="col">{t('cameras.page.differs')}</th>
        </tr>
      </thead>
      <tbody>
        {facts.map(({ field, before, now, changed }) => (
          <tr key={field} data-changed={changed || undefined}>
            <th scope="row">{t(`cameras.fact.${field}`)}</th>
            <td>{before ?? NONE}</td>
            <td>{now ?? NONE}</td>
            <td>
              {changed ? (
                <StatusMark tone="warning">{t('cameras.page.changed')}</StatusMark>
              ) : (
                <span className="mc-quiet">{t('cameras.page.same')}</span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Changes({ changes }: { readonly changes: readonly CameraChange[] }): ReactNode {
  const { t } = useTranslation()
  if (changes.length === 0) return <p className="mc-quiet">{t('cameras.page.noChanges')}</p>
  return (
    <ul className="mc-list">
      {changes.slice(0, MAX_SHOWN).map(({ noticedAtMs, field, before, after }) => (
        <li key={`${noticedAtMs}-${field}`}>
          <span className="mc-quiet">{formatDateTime(noticedAtMs)}</span>{' '}
          {t('cameras.page.changeOf', {
            field: t(`cameras.changeField.${field}`),
            before: changeValue(field, before),
            after: changeValue(field, after),
          })}
        </li>
      ))}
    </ul>
  )
}
