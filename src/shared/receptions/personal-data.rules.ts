import type { PetitionKind } from '../imports/import-rows.model.ts'
import { maskName } from '../kernel/mask-name.ts'
import type { PetitionBody, VisitBody, Withheld } from './receptions.model.ts'

/**
 * A denouncer's identity stays secret (Luật Tố cáo 2018, điều 8): not even a masked name is shown, nor words that could
 * tell who it is. A row that nobody sorted yet may be a denunciation: its name is hidden too.
 */
export function hidesEverything(kind: PetitionKind | null): boolean {
  return kind === 'denunciation'
}

const masked = (name: string | null, kind: PetitionKind | null): string | null =>
  name === null || kind === 'denunciation' || kind === null ? null : maskName(name)

/** The visit as somebody without `dossiers.personal-data` may see it. */
export function maskVisit<Row extends VisitBody>(visit: Row): Row & { readonly withheld: Withheld } {
  const named = { ...visit, visitorName: masked(visit.visitorName, visit.kind), address: null }
  if (!hidesEverything(visit.kind)) return { ...named, withheld: 'names' }
  return { ...named, content: null, resolvedBy: null, followUp: null, note: null, withheld: 'all' }
}

export function maskPetition<Row extends PetitionBody>(petition: Row): Row & { readonly withheld: Withheld } {
  const named = { ...petition, senderName: masked(petition.senderName, petition.kind), address: null }
  if (!hidesEverything(petition.kind)) return { ...named, withheld: 'names' }
  return { ...named, content: null, result: null, withheld: 'all' }
}

/** What the station keeps of a visitor's data where its setting says no names. */
export function withoutVisitor(visit: VisitBody): VisitBody {
  return { ...visit, visitorName: null, address: null }
}

export function withoutSender(petition: PetitionBody): PetitionBody {
  return { ...petition, senderName: null, address: null }
}

/** What somebody types who was not shown the hidden parts: those stay as they are stored. */
export function keepHiddenOfVisit(stored: VisitBody, typed: VisitBody): VisitBody {
  const { visitorName, address, content, resolvedBy, followUp, note } = stored
  const named = { ...typed, visitorName, address }
  return hidesEverything(stored.kind) ? { ...named, content, resolvedBy, followUp, note } : named
}

export function keepHiddenOfPetition(stored: PetitionBody, typed: PetitionBody): PetitionBody {
  const { senderName, address, content, result } = stored
  const named = { ...typed, senderName, address }
  return hidesEverything(stored.kind) ? { ...named, content, result } : named
}
