import type { ColumnOverride, FixedColumn, ImportProfile } from './import-profile.model.ts'
import type { ImportColumn } from './imports.model.ts'

/**
 * The profile that remembers one file's corrections: each is kept with its column's name and place, so that it only
 * holds for files that look the same.
 */
export function profileWithCorrections(
  profile: ImportProfile,
  columns: readonly ImportColumn[],
  overrides: readonly ColumnOverride[],
): ImportProfile {
  const corrected = overrides.flatMap(({ index, field }): FixedColumn[] => {
    const column = columns.find((each) => each.index === index)
    return column ? [{ index, name: column.name, field }] : []
  })
  const isReplaced = (fixed: FixedColumn): boolean =>
    corrected.some(({ index, name }) => index === fixed.index && name === fixed.name)
  return { ...profile, fixed: [...profile.fixed.filter((fixed) => !isReplaced(fixed)), ...corrected] }
}
