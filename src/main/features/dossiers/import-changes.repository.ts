import { z } from 'zod'
import type { FieldChange } from '#main/ports/import-target.ts'
import type { Db } from '#main/db/db.ts'
import type { RowUpdate } from './log-rows.repository.ts'
import type { LogValue } from './log-table.ts'

const NAME_FIELD = 'applicantName'

/** What an import did to one stored row. */
export type RowChange = {
  readonly ordinal: number
  readonly rowId: string
  readonly label: string
  readonly change: 'changed' | 'vanished'
  readonly rowNumber: number | null
  readonly fields: readonly FieldChange[]
  /** As the row was: its fields, and whether it counted as vanished. */
  readonly before: Omit<RowUpdate, 'id'>
}

const beforeSchema = z.object({
  vanishedImportId: z.string().nullable(),
  fields: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
})

const nameOf = (fields: Readonly<Record<string, LogValue>>): string | null => {
  const name = fields[NAME_FIELD] ?? null
  return name === null ? null : String(name)
}

export async function insertChanges(
  transaction: Db,
  importId: string,
  changes: readonly RowChange[],
): Promise<void> {
  if (changes.length === 0) return
  const values = changes.map((each) => ({
    import_id: importId,
    ordinal: each.ordinal,
    row_id: each.rowId,
    row_label: each.label,
    change: each.change,
    row_number: each.rowNumber,
    fields_json: JSON.stringify(each.fields),
    before_json: JSON.stringify({
      vanishedImportId: each.before.vanishedImportId,
      fields: Object.fromEntries(Object.entries(each.before.fields).filter(([name]) => name !== NAME_FIELD)),
    }),
    before_name: nameOf(each.before.fields),
  }))
  await transaction.insertInto('import_changes').values(values).execute()
}

/** The rows that an import changed, as they were before, from an ordinal on. */
export async function listBefore(
  db: Db,
  importId: string,
  fromOrdinal: number,
  limit: number,
): Promise<{ ordinal: number; update: RowUpdate }[]> {
  const rows = await db
    .selectFrom('import_changes')
    .select(['ordinal', 'row_id', 'before_json', 'before_name'])
    .where('import_id', '=', importId)
    .where('change', '=', 'changed')
    .where('ordinal', '>=', fromOrdinal)
    .orderBy('ordinal')
    .limit(limit)
    .execute()
  return rows.map((row) => {
    const { fields, vanishedImportId } = beforeSchema.parse(JSON.parse(row.before_json))
    const named = row.before_name === null ? fields : { ...fields, [NAME_FIELD]: row.before_name }
    return { ordinal: row.ordinal, update: { id: row.row_id, vanishedImportId, fields: named } }
  })
}

/** @returns how many names stood here or with the dossiers */
export async function dropApplicantNames(transaction: Db): Promise<number> {
  const dossiers = await transaction
    .updateTable('dossiers')
    .set({ applicant_name: null })
    .where('applicant_name', 'is not', null)
    .executeTakeFirst()
  await transaction
    .updateTable('import_changes')
    .set({ before_name: null })
    .where('before_name', 'is not', null)
    .execute()
  return Number(dossiers.numUpdatedRows)
}
