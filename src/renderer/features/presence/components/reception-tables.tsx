import { Link } from '@tanstack/react-router'
import { useQuery } from '@tanstack/react-query'
import type { TFunction } from 'i18next'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '#renderer/api/client.ts'
import { useMay } from '#renderer/api/session.ts'
import { formatDuration, formatShortTime, formatTime } from '#renderer/ui/format.ts'
import { Panel } from '#renderer/ui/panel.tsx'
import { StatusMark, type StatusTone } from '#renderer/ui/status-mark.tsx'
import type { Id } from '#shared/kernel/ids.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import type { ReceptionTable } from '#shared/presence/presence.model.ts'

const TONES: Readonly<Record<ReceptionTable['state'], StatusTone>> = {
  somebody: 'ok',
  empty: 'warning',
  'not-seen': 'neutral',
  'no-zone': 'neutral',
  'not-over': 'running',
}

/** What of a session is known, with its figures; what was not seen is said, never guessed. */
function tableSentence(t: TFunction, table: ReceptionTable): string {
  const { state, openMs, presentMs, unseenMs, firstAtMs, cause } = table
  const words = {
    open: formatDuration(openMs),
    present: formatDuration(presentMs),
    looked: formatDuration(openMs - unseenMs),
    unseen: formatDuration(unseenMs),
    first: firstAtMs === null ? '' : formatTime(firstAtMs),
  }
  const sentence = t(`presence.table.${state}`, words)
  const unseen = state === 'somebody' && unseenMs > 0 ? ` ${t('presence.table.unseen', words)}` : ''
  const because =
    state === 'not-seen' && cause !== null
      ? ` ${t('presence.table.cause', { cause: t(`ui.footage.${cause}`) })}`
      : ''
  return sentence + unseen + because
}

/** The day's scheduled reception sessions of the room, and who was at the table; nothing without a schedule. */
export function ReceptionTables({
  roomId,
  range,
}: {
  readonly roomId: Id
  readonly range: TimeRange
}): ReactNode {
  const { t } = useTranslation()
  const mayReview = useMay()('recordings.view')
  const tables = useQuery(orpc.presence.receptionTables.queryOptions({ input: { roomId, ...range } }))
  if (tables.data === undefined || tables.data.length === 0) return null
  return (
    <Panel title={t('presence.table.title')}>
      <ul className="mc-list" aria-label={t('presence.table.title')}>
        {tables.data.map((table) => {
          const [first, last] = [table.windows[0], table.windows.at(-1)]
          return (
            <li key={table.sessionId} className="mc-line" data-testid={`reception-table-${table.state}`}>
              <span>
                <strong>
                  {table.windows
                    .map(({ fromMs, toMs }) => `${formatShortTime(fromMs)} – ${formatShortTime(toMs)}`)
                    .join(', ')}
                </strong>{' '}
                {table.hostName} <StatusMark tone={TONES[table.state]}>{tableSentence(t, table)}</StatusMark>
              </span>
              {mayReview && first !== undefined && last !== undefined && (
                <Link
                  className="mc-link"
                  to="/review"
                  search={{ room: roomId, at: first.fromMs, from: first.fromMs, to: last.toMs }}
                >
                  {t('presence.watch')}
                </Link>
              )}
            </li>
          )
        })}
      </ul>
    </Panel>
  )
}
