import { foldWords } from '../kernel/fold-words.ts'
import type { ImportField } from './import-fields.model.ts'
import { fieldsOfKind } from './import-fields.model.ts'
import type { ImportProfile } from './import-profile.model.ts'

/** Folds a column's name; a key of JSON like `ngayTiepNhan` falls into its words. */
export function foldName(name: string): string {
  return foldWords(name.replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2'))
}

export type NameIndex = {
  /** A name that the profile knows, used or not. */
  readonly has: (folded: string) => boolean
  /** 1: a main name, 0.7: a weaker one, 0.5: a main name with words around it, 0: none. */
  readonly score: (folded: string, field: ImportField) => number
}

type FoldedAliases = { readonly main: ReadonlySet<string>; readonly weaker: ReadonlySet<string> }

const foldAll = (names: readonly string[]): ReadonlySet<string> => new Set(names.map(foldName))

/** Profiles do not change: each is folded once. */
const indexes = new WeakMap<ImportProfile, NameIndex>()

export function nameIndexOf(profile: ImportProfile): NameIndex {
  const known = indexes.get(profile) ?? indexNames(profile)
  indexes.set(profile, known)
  return known
}

function indexNames(profile: ImportProfile): NameIndex {
  const fields = new Map<ImportField, FoldedAliases>(
    fieldsOfKind(profile.kind).map((field) => {
      const { main = [], weaker = [] } = profile.aliases[field] ?? {}
      return [field, { main: foldAll(main), weaker: foldAll(weaker) }]
    }),
  )
  const unused = foldAll(profile.unused)
  const used = new Set(fields.values().flatMap(({ main, weaker }) => [...main, ...weaker]))
  return {
    has: (folded) => used.has(folded) || unused.has(folded),
    score: (folded, field) => {
      const aliases = fields.get(field)
      if (!aliases || folded === '') return 0
      if (aliases.main.has(folded)) return 1
      if (aliases.weaker.has(folded)) return 0.7
      return aliases.main.values().some((alias) => ` ${folded} `.includes(` ${alias} `)) ? 0.5 : 0
    },
  }
}
