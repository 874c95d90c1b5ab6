import { Button, Group } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { type KeyboardEvent, type ReactNode, useMemo } from 'react'
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
}

/** Where a finding is looked at. */
const momentOf = ({ roomId, atMs, fromMs, toMs, subject }: Finding) => ({
  room: roomId,
  at: atMs,
  ...(fromMs < toMs ? { from: fromMs, to: toMs } : {}),
  ...(subject.kind === 'dossier' ? { dossier: subject.id } : {}),
})

export function FindingRows({ rows, tree, decide }: FindingRowsProps): ReactNode {
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
  function onKeyDown(event: KeyboardEvent<HTMLDivElement>): void {
    const state = KEYS[event.key.toLowerCase()]
    const row = event.target instanceof HTMLElement ? event.target.closest('tbody tr') : null
    if (!state || !row || !mayDecide || event.ctrlKey || event.metaKey || event.altKey) return
    const finding = rows[[...(row.parentElement?.children ?? [])].indexOf(row)]
    if (finding) decide(finding, state)
    event.preventDefault()
  }
  return (
    <div role="presentation" onKeyDown={onKeyDown}>
      <DataTable
        label={t('findings.list')}
        columns={columns}
        rows={rows}
        rowId={({ id }) => id}
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
