import type { ReviewSearch } from '#renderer/api/review-search.ts'
import type { SearchHit } from '#shared/search/search.model.ts'
import type { Permission } from '#shared/rpc/permission.model.ts'

/** Where a hit leads: a moment in the workbench, or an address of the program. */
export type SearchTarget =
  | { readonly kind: 'footage'; readonly search: ReviewSearch }
  | { readonly kind: 'page'; readonly href: string }

export type May = (permission: Permission) => boolean

/** The moment in the workbench; null where there is none or the person may not watch. */
export function footageOf(hit: SearchHit, may: May): SearchTarget | null {
  const { roomId, atMs, dossier, cameraIds } = hit
  if (roomId === null || !may('recordings.view')) return null
  if (atMs === null && hit.kind !== 'counter') return null
  return {
    kind: 'footage',
    search: {
      room: roomId,
      ...(atMs === null ? {} : { at: atMs }),
      ...(cameraIds.length === 0 ? {} : { cameras: cameraIds.join(',') }),
      ...(dossier === null ? {} : { dossier: dossier.id }),
    },
  }
}

const list = (filter: Readonly<Record<string, string>>): SearchTarget => ({
  kind: 'page',
  href: `/dossiers?${new URLSearchParams(filter).toString()}`,
})

/** The page that tells more: the dossier, or the list of dossiers that the hit stands for. */
export function pageOf(hit: SearchHit, may: May): SearchTarget | null {
  if (hit.kind === 'incident') return may('scoring.read') ? { kind: 'page', href: '/scoring' } : null
  if (hit.dossier !== null) return { kind: 'page', href: `/dossiers/${hit.dossier.id}` }
  if (hit.kind === 'procedure') return list({ procedure: hit.id })
  if (hit.kind === 'officer') return list({ officer: hit.id })
  if (hit.kind === 'counter')
    return list({ counter: hit.id, ...(hit.roomId === null ? {} : { room: hit.roomId }) })
  return null
}

const LISTS: ReadonlySet<SearchHit['kind']> = new Set(['procedure', 'officer'])

/** A name that many dossiers share: its list comes first, its newest footage second. */
export const leadsToList = ({ kind }: SearchHit): boolean => LISTS.has(kind)

/** What Enter does, and what Ctrl + Enter does: footage first, but a name that many dossiers share leads to their list. */
export function targetsOf(
  hit: SearchHit,
  may: May,
): { enter: SearchTarget | null; control: SearchTarget | null } {
  const [footage, page] = [footageOf(hit, may), pageOf(hit, may)]
  return leadsToList(hit)
    ? { enter: page ?? footage, control: footage ?? page }
    : { enter: footage ?? page, control: page ?? footage }
}
