import { useQueries } from '@tanstack/react-query'
import { useMemo } from 'react'
import { orpc } from '#renderer/api/client.ts'
import { useMay } from '#renderer/api/session.ts'
import type { EventCoverage } from '#shared/coverage/coverage.model.ts'
import type { Dossier } from '#shared/dossiers/dossiers.model.ts'

export type DossierCoverage = {
  readonly of: (dossierId: string) => readonly EventCoverage[]
  /** Some of it is still on its way. */
  readonly waiting: boolean
}

const NONE: readonly EventCoverage[] = []

/** Desk events of the dossiers in sight with their footage, page by page. The one place that asks for it. */
export function useDossierCoverage(
  pages: readonly (readonly Pick<Dossier, 'id' | 'channel'>[])[],
): DossierCoverage {
  const may = useMay()
  const mayRead = may('coverage.read')
  const asked = pages
    .map((rows) => rows.filter(({ channel }) => channel === 'walk-in').map(({ id }) => id))
    .filter((ids) => ids.length > 0)
  const { events, waiting } = useQueries({
    queries: asked.map((ids) =>
      orpc.coverage.ofDossiers.queryOptions({ input: { ids }, enabled: mayRead, staleTime: 60_000 }),
    ),
    combine: (results) => ({
      events: results.map(({ data }) => data),
      waiting: mayRead && results.some(({ isPending }) => isPending),
    }),
  })
  const byDossier = useMemo(
    () =>
      Map.groupBy(
        events.flatMap((page) => page ?? []),
        ({ dossierId }) => dossierId,
      ),
    [events],
  )
  return { of: (dossierId) => byDossier.get(dossierId) ?? NONE, waiting }
}
