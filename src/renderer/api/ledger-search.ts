import { z } from 'zod'
import { idSchema } from '#shared/kernel/ids.ts'
import { type InstantMs, toVietnamDateTime } from '#shared/kernel/instant.ts'

/** Where `/ledger` stands: kept in the address so that a day can be linked to. A broken part is dropped. */
export const ledgerSearchSchema = z.object({
  /** `yyyy-MM`; absent: this month. */
  month: z
    .string()
    .regex(/^20\d{2}-(0[1-9]|1[0-2])$/)
    .optional()
    .catch(undefined),
  commune: idSchema.optional().catch(undefined),
  /** The camera and the day (`yyyy-MM-dd`) that are open. */
  camera: idSchema.optional().catch(undefined),
  day: z.iso.date().optional().catch(undefined),
})
export type LedgerSearch = z.infer<typeof ledgerSearchSchema>

const pad = (value: number): string => String(value).padStart(2, '0')

/** The day of an instant as the address of `/ledger` holds it. */
export function ledgerDay(atMs: InstantMs): { readonly month: string; readonly day: string } {
  const { year, month, day } = toVietnamDateTime(atMs)
  return { month: `${year}-${pad(month)}`, day: `${year}-${pad(month)}-${pad(day)}` }
}
