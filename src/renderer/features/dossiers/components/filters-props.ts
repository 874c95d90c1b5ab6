import type { DossiersSearch } from '#renderer/api/dossiers-search.ts'
import type { UnitTree } from '#shared/units/units.model.ts'

export type FiltersProps = {
  readonly search: DossiersSearch
  readonly tree: UnitTree | undefined
  readonly onChange: (search: DossiersSearch) => void
}
