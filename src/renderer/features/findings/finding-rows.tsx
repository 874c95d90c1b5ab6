import { Button, Group } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Finding, FindingState } from '#shared/findings/findings.model.ts'
import type { UnitTree } from '#shared/units/units.model.ts'
import { useMay } from '#renderer/api/session.ts'
import { type DataColumn, DataTable } from '#renderer/ui/data-table.tsx'
import { formatDateTime } from '#renderer/ui/format.ts'
import { placeOf } from '#renderer/ui/place.ts'
import { findingSentence } from './finding-words.ts'
import type { Decide } from './use-decide-findings.tsx'

const KEYS: Readonly<Record<string, FindingState>> = { a: 'accepted', d: 'dismissed', u: 'open' }

type FindingRowsProps = {
  readonly rows: readonly Finding[]
  readonly tree: UnitTree | undefined
  readonly decide: Decide
  readonly selectedId: string | null
  /** The row that has the focus. */
  readonly onSelect: (id: string) => void
}

/** Where a finding is looked at. */
export const momentOf = ({ roomId, atMs, fromMs, toMs, subject }: Finding) => ({
  room: roomId,
  at: atMs,
  ...(fromMs < toMs ? { from: fromMs, to: toMs } : {}),
  ...(subject.kind === 'dossier' ? { dossier: subject.id } : {}),
})

const rowsIn = (element: HTMLElement | null): HTMLElement[] => [
  ...(element?.querySelectorAll<HTMLElement>('tbody tr') ?? []),
]

export function FindingRows({ rows, tree, decide, selectedId, onSelect }: FindingRowsProps): ReactNode {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const may = useMay()
  const [mayDecide, mayReview] = [may('review.bookmark'), may('recordings.view')]
  const columns = useMemo(
    (): DataColumn<Finding>[] => [
      {
        id: 'at',
        header: t('coverage.cover.column.at'),
        cell: ({ atMs }) => <span className="mc-nowrap">{formatDateTime(atMs)}</span>,
      },
      {
        id: 'what',
        header: t('findings.filter.kind'),
        cell: (finding) => (
          <div>
            <strong>{t(`findings.kind.${finding.kind}`)}</strong>
            {finding.confidence < 1 && <span className="mc-quiet"> · {t('findings.half')}</span>}
            <div>{findingSentence(t, finding)}</div>
          </div>
        ),
      },
      {
        id: 'place',
        header: t('findings.filter.room'),
        cell: ({ roomId }) => placeOf(tree, roomId),
        cut: true,
      },
      { id: 'state', header: t('findings.filter.state'), cell: (finding) => <StateOf finding={finding} /> },
      {
        id: 'act',
        header: '',
        cell: (finding) =>
          mayDecide && <Acts finding={finding} onDecide={(state) => decide(finding, state)} />,
      },
    ],
    [t, tree, decide, mayDecide],
  )
  const table = useRef<HTMLDivElement>(null)
  /** A decided row leaves the list: the next one takes its place under the keys. */
  const decided = useRef<number | null>(null)
  useEffect(() => {
    const index = decided.current
    decided.current = null
    if (index === null || document.activeElement !== document.body) return
    const shown = rowsIn(table.current)
    shown[Math.min(index, shown.length - 1)]?.focus()
  }, [rows])
  function indexOf(target: EventTarget): number {
    const row = target instanceof HTMLElement ? target.closest<HTMLElement>('tbody tr') : null
    return row === null ? -1 : rowsIn(table.current).indexOf(row)
  }
  function onKeyDown(event: KeyboardEvent<HTMLDivElement>): void {
    const state = KEYS[event.key.toLowerCase()]
    const index = indexOf(event.target)
    if (!state || index < 0 || !mayDecide || event.ctrlKey || event.metaKey || event.altKey) return
    const finding = rows[index]
    decided.current = index
    if (finding) decide(finding, state)
    event.preventDefault()
  }
  return (
    <div
      ref={table}
      role="presentation"
      onKeyDown={onKeyDown}
      onFocus={({ target }) => {
        const finding = rows[indexOf(target)]
        if (finding) onSelect(finding.id)
      }}
    >
      <DataTable
        label={t('findings.list')}
        columns={columns}
        rows={rows}
        rowId={({ id }) => id}
        selectedId={selectedId}
        {...(mayReview
          ? { onOpen: (finding: Finding) => void navigate({ to: '/review', search: momentOf(finding) }) }
          : {})}
      />
    </div>
  )
}

function StateOf({ finding }: { readonly finding: Finding }): ReactNode {
  const { t } = useTranslation()
  const { state, decidedBy, decidedAtMs } = finding
  return (
    <>
      <div className="mc-nowrap">{t(`findings.state.${state}`)}</div>
      {decidedBy !== null && decidedAtMs !== null && (
        <div className="mc-quiet">
          {t('findings.decidedBy', { by: decidedBy, at: formatDateTime(decidedAtMs) })}
        </div>
      )}
    </>
  )
}

type ActsProps = { readonly finding: Finding; readonly onDecide: (state: FindingState) => void }

/** Acts do not open the row that they stand in. */
function Acts({ finding, onDecide }: ActsProps): ReactNode {
  const { t } = useTranslation()
  const act = (state: FindingState, word: string) => (
    <Button
      size="compact-xs"
      variant="default"
      tabIndex={-1}
      onClick={(event) => {
        event.stopPropagation()
        onDecide(state)
      }}
    >
      {word}
    </Button>
  )
  return (
    <Group gap={4} wrap="nowrap">
      {finding.state !== 'accepted' && act('accepted', t('findings.accept'))}
      {finding.state !== 'dismissed' && act('dismissed', t('findings.dismiss'))}
      {finding.state !== 'open' && act('open', t('findings.reopen'))}
    </Group>
  )
}
