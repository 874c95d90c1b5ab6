import { Button, Group } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { type KeyboardEvent, type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { QueueItem } from '#shared/queue/queue.model.ts'
import type { UnitTree } from '#shared/units/units.model.ts'
import { useMay, useMe } from '#renderer/api/session.ts'
import { type DataColumn, DataTable } from '#renderer/ui/data-table.tsx'
import { formatDate, formatDateTime, formatNumber, formatPercent, NONE } from '#renderer/ui/format.ts'
import { placeOf } from '#renderer/ui/place.ts'
import { useNow } from '#renderer/ui/use-now.ts'
import { actOfKey, actsOf } from '../queue-keys.ts'
import { itemSubject, itemTitle, momentOf, whyHere } from '../queue-words.ts'
import type { Act } from '../use-queue-acts.tsx'

type QueueRowsProps = {
  readonly rows: readonly QueueItem[]
  readonly tree: UnitTree | undefined
  readonly onAct: Act
  readonly onAssign: (item: QueueItem) => void
}

/** What waits, the heaviest first: one key per decision, Enter opens it at the footage. */
export function QueueRows({ rows, tree, onAct, onAssign }: QueueRowsProps): ReactNode {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const may = useMay()
  const who = useMe()?.user.username ?? ''
  const [mayAct, mayReview] = [may('review.bookmark'), may('recordings.view')]
  const columns = useMemo(
    (): DataColumn<QueueItem>[] => [
      {
        id: 'weight',
        header: t('queue.column.weight'),
        align: 'right',
        cell: ({ weight }) => <strong>{formatNumber(weight)}</strong>,
      },
      { id: 'what', header: t('queue.column.what'), cell: (item) => <What item={item} /> },
      {
        id: 'place',
        header: t('queue.column.place'),
        cell: ({ roomId, atMs }) => (
          <>
            {placeOf(tree, roomId)}
            <div className="mc-quiet mc-nowrap">{formatDateTime(atMs)}</div>
          </>
        ),
      },
      { id: 'who', header: t('queue.column.who'), cell: (item) => <Who item={item} /> },
      {
        id: 'act',
        header: '',
        cell: (item) => mayAct && <Acts item={item} who={who} onAct={onAct} onAssign={onAssign} />,
      },
    ],
    [t, tree, onAct, onAssign, mayAct, who],
  )

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>): void {
    const row = event.target instanceof HTMLElement ? event.target.closest('tbody tr') : null
    if (!row || row !== event.target || !mayAct || event.ctrlKey || event.metaKey || event.altKey) return
    const siblings = [...(row.parentElement?.children ?? [])]
    const at = siblings.indexOf(row)
    const item = rows[at]
    const act = item ? actOfKey(event.key, item, who) : null
    if (!item || !act) return
    event.preventDefault()
    // The row goes when it is done: the next one is at hand.
    const next = siblings[at + 1] ?? siblings[at - 1]
    if (act.do !== 'claim' && act.do !== 'release' && next instanceof HTMLElement) next.focus()
    onAct(item, act)
  }

  return (
    <div role="presentation" onKeyDown={onKeyDown}>
      <DataTable
        label={t('queue.list')}
        columns={columns}
        rows={rows}
        rowId={({ id }) => id}
        {...(mayReview
          ? { onOpen: (item: QueueItem) => void navigate({ to: '/review', search: momentOf(item) }) }
          : {})}
      />
    </div>
  )
}

function What({ item }: { readonly item: QueueItem }): ReactNode {
  const { t } = useTranslation()
  const { finding, keptUntilMs } = item
  const nowMs = useNow()
  return (
    <div>
      <strong>{itemTitle(t, item)}</strong>
      {finding !== null && finding.confidence < 1 && (
        <span className="mc-quiet">
          {' '}
          · {t('queue.suggestion', { confidence: formatPercent(finding.confidence) })}
        </span>
      )}
      <div>{itemSubject(item)}</div>
      <div className="mc-quiet">
        {t('queue.because')} {whyHere(t, item)}
        {keptUntilMs !== null &&
          ` · ${t(keptUntilMs > nowMs ? 'queue.keptUntil' : 'queue.keptPast', { date: formatDate(keptUntilMs) })}`}
      </div>
    </div>
  )
}

function Who({ item: { claim, sample } }: { readonly item: QueueItem }): ReactNode {
  const { t } = useTranslation()
  if (claim)
    return (
      <>
        <div className="mc-nowrap">{claim.assignee}</div>
        <div className="mc-quiet">{t('queue.until', { at: formatDateTime(claim.lapsesAtMs) })}</div>
      </>
    )
  return sample ? <span>{t('queue.drawnFor', { name: sample.assignee })}</span> : <span>{NONE}</span>
}

type ActsProps = {
  readonly item: QueueItem
  readonly who: string
  readonly onAct: Act
  readonly onAssign: (item: QueueItem) => void
}

/** Acts do not open the row that they stand in. */
function Acts({ item, who, onAct, onAssign }: ActsProps): ReactNode {
  const { t } = useTranslation()
  const button = (word: string, onClick: () => void) => (
    <Button
      key={word}
      size="compact-xs"
      variant="default"
      tabIndex={-1}
      onClick={(event) => {
        event.stopPropagation()
        onClick()
      }}
    >
      {t(`queue.act.${word}`)}
    </Button>
  )
  return (
    <Group gap={4} wrap="wrap" w={246}>
      {actsOf(item, who).map(({ word, act }) => button(word, () => onAct(item, act)))}
      {button('assign', () => onAssign(item))}
    </Group>
  )
}
