import { useQueries } from '@tanstack/react-query'
import { useMemo } from 'react'
import { orpc } from '#renderer/api/client.ts'
import { useMay } from '#renderer/api/session.ts'
import type { EventCoverage } from '#shared/coverage/coverage.model.ts'
import type { DossierInRoom } from '#shared/dossiers/dossier-list.model.ts'
import { coverageByDossier, coverageRange } from './coverage-join.ts'

export type DossierCoverage = {
  readonly of: (dossierId: string) => readonly EventCoverage[]
  /** Some of it is still on its way. */
  readonly waiting: boolean
}

/**
 * Desk events of the dossiers in sight with their footage. The one place that asks for it: today by the stretch of time
 * that holds a page's events.
 */
export function useDossierCoverage(pages: readonly (readonly DossierInRoom[])[]): DossierCoverage {
  const may = useMay()
  const mayRead = may('coverage.read')
  const asked = pages.flatMap((rows) => {
    const range = coverageRange(rows.filter(({ channel }) => channel === 'walk-in'))
    const [room, ...others] = new Set(rows.map(({ roomId }) => roomId))
    return range === null ? [] : [{ ...range, ...(room && others.length === 0 ? { roomId: room } : {}) }]
  })
  const answers = useQueries({
    queries: asked.map((input) =>
      orpc.coverage.events.queryOptions({ input, enabled: mayRead, staleTime: 60_000 }),
    ),
    combine: (results) => ({
      events: results.map(({ data }) => data),
      waiting: mayRead && results.some(({ isPending }) => isPending),
    }),
  })
  const { events, waiting } = answers
  const byDossier = useMemo(() => coverageByDossier(events.flatMap((page) => page ?? [])), [events])
  return { of: (dossierId) => byDossier.get(dossierId) ?? [], waiting }
}
