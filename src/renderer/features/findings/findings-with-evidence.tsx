import { type ReactNode, useState } from 'react'
import type { Finding } from '#shared/findings/findings.model.ts'
import type { UnitTree } from '#shared/units/units.model.ts'
import { FindingEvidence } from './components/finding-evidence.tsx'
import { FindingRows } from './finding-rows.tsx'
import { useDecideFindings } from './use-decide-findings.tsx'
import './findings.css'

type FindingsWithEvidenceProps = {
  /** At least one. */
  readonly rows: readonly Finding[]
  readonly tree: UnitTree | undefined
}

/** The list, and what speaks for the row that has the focus. */
export function FindingsWithEvidence({ rows, tree }: FindingsWithEvidenceProps): ReactNode {
  const decide = useDecideFindings()
  const [selectedId, setSelectedId] = useState<string | null>(null)
  const selected = rows.find(({ id }) => id === selectedId) ?? rows[0]
  return (
    <div className="findings-split">
      <FindingRows
        rows={rows}
        tree={tree}
        decide={decide}
        selectedId={selected?.id ?? null}
        onSelect={setSelectedId}
      />
      {selected !== undefined && (
        <FindingEvidence key={selected.id} finding={selected} onDecide={(state) => decide(selected, state)} />
      )}
    </div>
  )
}
