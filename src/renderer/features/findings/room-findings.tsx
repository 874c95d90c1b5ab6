import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { PRESENCE_KINDS } from '#shared/presence/detectors.model.ts'
import { orpc } from '#renderer/api/client.ts'
import { formatNumber } from '#renderer/ui/format.ts'
import { Panel } from '#renderer/ui/panel.tsx'
import { FindingsWithEvidence } from './findings-with-evidence.tsx'

const ROWS = 100

type RoomFindingsProps = {
  readonly roomId: string
  readonly range: { readonly fromMs: number; readonly toMs: number }
}

/** What the footage of one room suggests in a range, each with what speaks for it; nothing when it suggests nothing. */
export function RoomFindings({ roomId, range }: RoomFindingsProps): ReactNode {
  const { t } = useTranslation()
  const tree = useQuery(orpc.units.tree.queryOptions({ input: {} }))
  const list = useQuery(
    orpc.findings.list.queryOptions({
      input: { roomId, ...range, kinds: [...PRESENCE_KINDS], state: 'open', limit: ROWS, offset: 0 },
      placeholderData: keepPreviousData,
    }),
  )
  if (list.data === undefined) return null
  const { rows, total } = list.data
  return (
    <Panel
      title={t('findings.suggested', { count: total })}
      aside={<span className="mc-quiet">{t('findings.keys')}</span>}
      flush
    >
      {rows.length === 0 ? (
        <p className="mc-quiet findings-nothing">{t('findings.nothingSuggested')}</p>
      ) : (
        <>
          <FindingsWithEvidence rows={rows} tree={tree.data} />
          {rows.length < total && (
            <p className="mc-quiet findings-nothing">
              {t('findings.shown', { shown: formatNumber(rows.length), total: formatNumber(total) })}
            </p>
          )}
        </>
      )}
    </Panel>
  )
}
