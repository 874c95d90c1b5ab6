import { Button, Group, UnstyledButton } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { TFunction } from 'i18next'
import { Fragment, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '#renderer/api/session.ts'
import { formatDateTime, formatDuration, formatNumber, formatRatio, formatTime } from '#renderer/ui/format.ts'
import { Panel } from '#renderer/ui/panel.tsx'
import type { Id } from '#shared/kernel/ids.ts'
import { MINUTE_MS } from '#shared/kernel/instant.ts'
import { durationMs, totalMs } from '#shared/kernel/time-range.ts'
import type { CounterPresence } from '#shared/presence/presence.model.ts'
import { BESIDE, type Cell, type CellRow, rowsOf } from '../presence-day.ts'

type CounterCellsProps = {
  readonly counter: CounterPresence
  readonly name: string
  readonly roomId: Id
}

const ROWS = [
  ['person', ['personAndDossier', 'personOnly']],
  ['nobody', ['dossierOnly', 'neither']],
] as const

/** Who was at one counter against what its log says: four cells, each opens its rows. */
export function CounterCells({ counter, name, roomId }: CounterCellsProps): ReactNode {
  const { t } = useTranslation()
  const [open, setOpen] = useState<Cell>('personOnly')
  const lookedMs = counter.openMs - counter.notLookedMs
  const cell = (each: Cell): ReactNode => (
    <UnstyledButton
      key={each}
      className="presence-cell"
      aria-pressed={open === each}
      data-testid={`presence-${each}`}
      onClick={() => setOpen(each)}
    >
      <span className="presence-cell-count">
        {each === 'neither' ? formatDuration(totalMs(counter.neither)) : formatNumber(counter[each].length)}
      </span>
      {t(`presence.cell.${each}`)}
    </UnstyledButton>
  )
  return (
    <Panel
      title={name}
      aside={
        <span className="mc-quiet">
          {t('presence.looked', {
            looked: formatDuration(lookedMs),
            open: formatDuration(counter.openMs),
          })}
        </span>
      }
    >
      <div className="presence-cells">
        <span />
        <span className="presence-cells-head">{t('presence.withDossier')}</span>
        <span className="presence-cells-head">{t('presence.withoutDossier')}</span>
        {ROWS.map(([row, cells]) => (
          <Fragment key={row}>
            <span className="presence-cells-head">{t(`presence.row.${row}`)}</span>
            {cells.map(cell)}
          </Fragment>
        ))}
      </div>
      <Group gap="xs" mt="xs">
        {BESIDE.map((each) => (
          <Button
            key={each}
            size="compact-sm"
            variant={open === each ? 'filled' : 'default'}
            onClick={() => setOpen(each)}
          >
            {t(`presence.cell.${each}`)}: {formatNumber(counter[each].length)}
          </Button>
        ))}
      </Group>
      <ul className="presence-notes">
        <li>{lookedSentence(t, counter)}</li>
        <li>{logSentence(t, counter)}</li>
        <li>{waitsSentence(t, counter.waits)}</li>
      </ul>
      <CellRows rows={rowsOf(counter, open)} title={t(`presence.cell.${open}`)} roomId={roomId} />
    </Panel>
  )
}

/** What was not looked at is said plainly: there nothing is known. */
function lookedSentence(t: TFunction, { openMs, notLookedMs }: CounterPresence): string {
  if (openMs === 0) return t('presence.noHours')
  if (notLookedMs === 0) return t('presence.allLooked')
  const [missed, open] = [notLookedMs, openMs].map((ms) => Math.round(ms / MINUTE_MS))
  return t('presence.notLooked', { share: formatRatio(missed ?? 0, open ?? 0) })
}

/** Each figure with what it is of: `6/11 (54,5 %)`. */
function waitsSentence(t: TFunction, waits: CounterPresence['waits']): string {
  const { count, cut, p50Ms, p90Ms, within15, over30 } = waits
  const unseen = cut === 0 ? '' : ` ${t('presence.waitsCut', { count: cut })}`
  if (p50Ms === null || p90Ms === null) return t('presence.noWaits') + unseen
  const words = {
    count: formatNumber(count),
    p50: formatDuration(p50Ms),
    p90: formatDuration(p90Ms),
    within15: formatRatio(within15, count),
    over30: formatRatio(over30, count),
  }
  return t('presence.waits', words) + unseen
}

/** A log that ends before a visit says nothing of it yet. */
function logSentence(t: TFunction, { logReachesMs }: CounterPresence): string {
  return logReachesMs === null
    ? t('presence.noLog')
    : t('presence.logReaches', { at: formatDateTime(logReachesMs) })
}

type CellRowsProps = { readonly rows: readonly CellRow[]; readonly title: string; readonly roomId: Id }

function CellRows({ rows, title, roomId }: CellRowsProps): ReactNode {
  const { t } = useTranslation()
  const mayReview = useMay()('recordings.view')
  if (rows.length === 0) return <p className="mc-quiet">{t('presence.noRows', { title })}</p>
  return (
    <ul className="mc-list" aria-label={title}>
      {rows.map((row) => (
        <li key={`${row.fromMs} ${row.codes.join(' ')}`} className="mc-line">
          <span>
            {row.fromMs === row.toMs
              ? formatTime(row.fromMs)
              : `${formatTime(row.fromMs)} – ${formatTime(row.toMs)} (${formatDuration(durationMs(row))})`}
            {row.codes.length > 0 && <strong> {row.codes.join(', ')}</strong>}
          </span>
          {mayReview && (
            <Link
              className="mc-link"
              to="/review"
              search={{
                room: roomId,
                at: row.fromMs,
                ...(row.fromMs < row.toMs ? { from: row.fromMs, to: row.toMs } : {}),
                ...(row.dossierId === null ? {} : { dossier: row.dossierId }),
              }}
            >
              {t('presence.watch')}
            </Link>
          )}
        </li>
      ))}
    </ul>
  )
}
