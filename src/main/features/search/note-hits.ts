import { type FindingKind, FINDING_KINDS, findingKindSchema } from '#shared/findings/findings.model.ts'
import { INCIDENT_KINDS, type IncidentKind } from '#shared/incidents/incident-taxonomy.ts'
import type { Id } from '#shared/kernel/ids.ts'
import { FINDING_LABELS } from '#shared/search/finding-labels.rules.ts'
import type { MarkedText, SearchHit } from '#shared/search/search.model.ts'
import { markCode, markWords, matchesAll } from '#shared/search/search-match.rules.ts'
import { codeKey, dayRange } from '#shared/search/search-query.rules.ts'
import {
  findBookmarks,
  findFindings,
  findMarkedCriteria,
  type NoteFilter,
} from './search-notes.repository.ts'
import type { SearchScope } from './search-scope.ts'

function filterOf(scope: SearchScope, dossierIds: readonly Id[]): NoteFilter {
  return {
    roomIds: [...scope.rooms.keys()],
    words: scope.query.allWords,
    range: dayRange(scope.query),
    dossierIds,
    limit: scope.limit,
  }
}

const present = (texts: readonly (MarkedText | null)[]): MarkedText[] => texts.filter((text) => text !== null)

function dossierOf(row: { readonly dossierId: Id | null; readonly dossierCode: string | null }) {
  const { dossierId, dossierCode } = row
  return dossierId === null || dossierCode === null ? null : { id: dossierId, code: dossierCode }
}

/** By note, criterion and dossier. */
export async function bookmarkHits(scope: SearchScope, dossierIds: readonly Id[]): Promise<SearchHit[]> {
  const words = scope.query.allWords
  const pieces = scope.query.codes.map(({ joined }) => joined)
  const rows = await findBookmarks(scope.db, filterOf(scope, dossierIds))
  return rows.map((row) => {
    const code = row.dossierCode === null ? null : markCode(row.dossierCode, pieces)
    const criterion = row.criterionCode === null ? null : markWords(row.criterionCode, words)
    const note = row.note === '' ? null : markWords(row.note, words)
    const [title = { text: '', marks: [] }, ...subtitle] = present([note, criterion, code])
    return {
      kind: 'bookmark',
      id: row.id,
      title,
      subtitle,
      dossiers: null,
      atMs: row.fromMs,
      roomId: row.roomId,
      cameraIds: [...row.cameraIds],
      dossier: dossierOf(row),
    }
  })
}

function kindsMeant(scope: SearchScope): FindingKind[] {
  const words = scope.query.allWords
  if (words.length === 0) return []
  return FINDING_KINDS.filter((kind) => {
    const { vi, en } = FINDING_LABELS[kind]
    return matchesAll(words, [vi]) || matchesAll(words, [en])
  })
}

/** By what they are called, why they were decided so, and dossier. */
export async function findingHits(scope: SearchScope, dossierIds: readonly Id[]): Promise<SearchHit[]> {
  const words = scope.query.allWords
  const rows = await findFindings(scope.db, { ...filterOf(scope, dossierIds), kinds: kindsMeant(scope) })
  return rows.map((row) => {
    const label = FINDING_LABELS[findingKindSchema.parse(row.kind)][scope.input.language]
    const note = row.decisionNote === '' ? null : markWords(row.decisionNote, words)
    const code = row.dossierCode === null ? null : markCode(row.dossierCode, [])
    return {
      kind: 'finding',
      id: row.id,
      title: markWords(label, words),
      subtitle: present([code, note]),
      dossiers: null,
      atMs: row.atMs,
      roomId: row.roomId,
      cameraIds: [],
      dossier: dossierOf(row),
    }
  })
}

function incidentsMeant({ query }: SearchScope): IncidentKind[] {
  const codes = query.codes.map(({ joined }) => joined)
  if (query.allWords.length === 0) return []
  return INCIDENT_KINDS.filter(
    ({ code, vi, en }) =>
      codes.includes(codeKey(code)) ||
      matchesAll(query.allWords, [code, vi]) ||
      matchesAll(query.allWords, [code, en]),
  )
}

/**
 * Entries of the taxonomy. The moment is that of the newest bookmark for a criterion that the entry bears on, where the
 * person may watch it.
 */
export async function incidentHits(scope: SearchScope, mayView: boolean): Promise<SearchHit[]> {
  const kinds = incidentsMeant(scope).slice(0, scope.limit)
  const criteria = [...new Set(kinds.flatMap((kind) => kind.criteria))]
  const marked = mayView ? await findMarkedCriteria(scope.db, [...scope.rooms.keys()], criteria) : []
  return kinds.map((kind) => {
    const newest = marked.find(
      ({ criterionCode }) => criterionCode !== null && kind.criteria.includes(criterionCode),
    )
    return {
      kind: 'incident',
      id: kind.code,
      title: markWords(kind[scope.input.language], scope.query.allWords),
      subtitle: [
        markWords(kind.code, scope.query.allWords),
        ...kind.criteria.map((text) => ({ text, marks: [] })),
      ],
      dossiers: null,
      atMs: newest?.fromMs ?? null,
      roomId: newest?.roomId ?? null,
      cameraIds: [],
      dossier: null,
    }
  })
}
