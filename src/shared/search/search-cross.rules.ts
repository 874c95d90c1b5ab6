import type { Id } from '../kernel/ids.ts'
import type { InstantMs } from '../kernel/instant.ts'
import { coverOf } from './search-match.rules.ts'
import type { SearchWord } from './search-query.rules.ts'

export type CrossTerm = {
  readonly sourceId: Id
  readonly kind: 'procedure' | 'officer'
  readonly text: string
  readonly newestAtLogMs: InstantMs | null
}

/** A counter as the log source of its room sees it. */
export type CrossCounter = { readonly sourceId: Id; readonly id: Id; readonly texts: readonly string[] }

/** The dossiers of one text that have one of `values` besides. */
export type CrossStream = CrossTerm & {
  readonly besides: {
    readonly column: 'procedure' | 'officer' | 'counter'
    readonly values: readonly string[]
  }
}

/** Of one statement; more alternatives for the other words are of no use to anybody. */
const MAX_VALUES = 200

type Covering = { readonly value: string; readonly cover: number }
type Column = CrossStream['besides']['column']

function streamsOf(
  drivers: readonly { readonly term: CrossTerm; readonly cover: number }[],
  column: Column,
  others: readonly Covering[],
  all: number,
): CrossStream[] {
  return drivers.flatMap(({ term, cover }) => {
    const lacking = all & ~cover
    const values = others.filter((other) => (other.cover & lacking) === lacking).map(({ value }) => value)
    // What has every word by itself is found without help.
    if (lacking === 0 || values.length === 0) return []
    return [{ ...term, besides: { column, values: values.slice(0, MAX_VALUES) } }]
  })
}

function groupBy<Item extends { readonly sourceId: Id }>(items: readonly Item[]): Map<Id, Item[]> {
  const groups = new Map<Id, Item[]>()
  for (const item of items) {
    const group = groups.get(item.sourceId)
    if (group) group.push(item)
    else groups.set(item.sourceId, [item])
  }
  return groups
}

/**
 * Where the words stand in two of procedure, officer and counter: which dossiers to look through, those of the newest
 * text first. `terms` are all that have at least one of the words.
 */
export function crossStreams(
  words: readonly SearchWord[],
  terms: readonly CrossTerm[],
  counters: readonly CrossCounter[],
): CrossStream[] {
  const all = (1 << words.length) - 1
  const countersOf = groupBy(counters)
  const streams = [...groupBy(terms)].flatMap(([sourceId, some]) => {
    const covered = some.map((term) => ({ term, value: term.text, cover: coverOf(words, [term.text]) }))
    const procedures = covered.filter(({ term }) => term.kind === 'procedure')
    const officers = covered.filter(({ term }) => term.kind === 'officer')
    const places = (countersOf.get(sourceId) ?? [])
      .map(({ id, texts }) => ({ value: id, cover: coverOf(words, texts) }))
      .filter(({ cover }) => cover !== 0)
    const fewer =
      procedures.length <= officers.length
        ? streamsOf(procedures, 'officer', officers, all)
        : streamsOf(officers, 'procedure', procedures, all)
    return [...fewer, ...streamsOf(covered, 'counter', places, all)]
  })
  return streams.toSorted((a, b) => (b.newestAtLogMs ?? 0) - (a.newestAtLogMs ?? 0))
}
