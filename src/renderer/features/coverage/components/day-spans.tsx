import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { LedgerCamera, LedgerCameraDay } from '#shared/coverage/ledger.model.ts'
import { SECOND_MS } from '#shared/kernel/instant.ts'
import type { ProvenSpan } from '#shared/recordings/recordings.model.ts'
import { type DataColumn, DataTable } from '#renderer/ui/data-table.tsx'
import { footageWord } from '#renderer/ui/footage-word.ts'
import { formatDuration, formatTime, NONE } from '#renderer/ui/format.ts'
import { StateSwatch } from '#renderer/ui/state-swatch.tsx'

/** Looking begins a little before, where there still is a picture. */
const LEAD_MS = 10 * SECOND_MS

type DaySpansProps = {
  readonly day: LedgerCameraDay
  readonly camera: LedgerCamera
  readonly mayReview: boolean
}

/** Every stretch that was not recorded, its cause, and the row that proves it. */
export function DaySpans({ day, camera, mayReview }: DaySpansProps): ReactNode {
  const { t } = useTranslation()
  const spans = day.spans.filter(({ state }) => state !== 'recorded')
  const columns: readonly DataColumn<ProvenSpan>[] = [
    {
      id: 'when',
      header: t('coverage.day.when'),
      cell: ({ fromMs, toMs }) => (
        <span className="mc-nowrap">
          {formatTime(fromMs)} – {formatTime(toMs)}
        </span>
      ),
      sortBy: ({ fromMs }) => fromMs,
    },
    {
      id: 'length',
      header: t('coverage.day.length'),
      align: 'right',
      cell: ({ fromMs, toMs }) => formatDuration(toMs - fromMs),
      sortBy: ({ fromMs, toMs }) => toMs - fromMs,
    },
    {
      id: 'state',
      header: t('coverage.day.state'),
      cell: ({ state, reason }) => (
        <span className="ledger-cause-word">
          <StateSwatch state={state} bare /> {footageWord(t, state, reason)}
        </span>
      ),
      sortBy: ({ state, reason }) => footageWord(t, state, reason),
    },
    { id: 'reason', header: t('coverage.day.reason'), cell: ({ reason }) => <Reason reason={reason} /> },
    { id: 'proof', header: t('coverage.day.proof'), cell: (span) => <Proof span={span} /> },
    ...(mayReview ? [reviewColumn(t('coverage.day.review'), camera)] : []),
  ]
  return (
    <section>
      <h3 className="mc-small-head">{t('coverage.day.spans')}</h3>
      {spans.length === 0 ? (
        <p className="mc-quiet">{t('coverage.day.spansNone')}</p>
      ) : (
        <DataTable
          label={t('coverage.day.spans')}
          columns={columns}
          rows={spans}
          rowId={({ fromMs }) => String(fromMs)}
          initialSort={{ id: 'when', desc: false }}
        />
      )}
    </section>
  )
}

function reviewColumn(word: string, camera: LedgerCamera): DataColumn<ProvenSpan> {
  return {
    id: 'review',
    header: '',
    cell: ({ fromMs }) => (
      <Link
        to="/review"
        className="mc-link"
        search={{ room: camera.roomId, cameras: camera.cameraId, at: fromMs - LEAD_MS }}
      >
        {word}
      </Link>
    ),
  }
}

function Reason({ reason }: { readonly reason: string | null }): ReactNode {
  const { t, i18n } = useTranslation()
  // Reasons that are no recorder's (a damaged file, a card) are told by the state's word.
  const isTold = reason !== null && i18n.exists(`recorder.${reason}`)
  return <span className="mc-quiet">{isTold ? t(`recorder.${reason}`) : NONE}</span>
}

function Proof({ span: { proof, state, reason } }: { readonly span: ProvenSpan }): ReactNode {
  const { t } = useTranslation()
  if (proof === null) {
    const isMissing = state === 'unknown'
    return <span className="mc-quiet">{isMissing ? t('coverage.proof.none') : (reason ?? NONE)}</span>
  }
  return (
    <span className="mc-quiet" title={`${proof.table} ${proof.id}`}>
      {t(`coverage.proof.${proof.table}`, { id: proof.id })}
    </span>
  )
}
