import { type DossiersSearch, dossiersSearchSchema } from '#renderer/api/dossiers-search.ts'

export type SearchChange = { readonly [Key in keyof DossiersSearch]?: DossiersSearch[Key] | undefined }

/** The address with some filters changed; what is taken away is not kept as an empty part. */
export function changeOf(search: DossiersSearch, part: SearchChange): DossiersSearch {
  const merged = { ...search, ...part }
  return dossiersSearchSchema.parse(
    Object.fromEntries(
      Object.entries(merged).filter(
        ([, value]) => value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0),
      ),
    ),
  )
}

const MORE = ['status', 'channel', 'time', 'procedure', 'officer', 'counter', 'finding', 'source'] as const

/** How many of the filters that are not always in sight are set. */
export function countMore(search: DossiersSearch): number {
  return MORE.filter((key) => search[key] !== undefined).length
}

/** The same list without a filter: its order stays. */
export function withoutFilters({ sort, up }: DossiersSearch): DossiersSearch {
  return { ...(sort === undefined ? {} : { sort }), ...(up === undefined ? {} : { up }) }
}

export function isFiltered({ sort: _sort, up: _up, ...filters }: DossiersSearch): boolean {
  return Object.values(filters).some((value) => value !== undefined)
}
