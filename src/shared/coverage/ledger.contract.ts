import { z } from 'zod'
import { idSchema } from '../kernel/ids.ts'
import { instantMsSchema } from '../kernel/instant.ts'
import { query } from '../rpc/procedure.ts'
import {
  ledgerCameraDaySchema,
  ledgerDigestSchema,
  ledgerMonthSchema,
  ledgerTotalsSchema,
} from './ledger.model.ts'

/** Whole days of Vietnam, at most {@link MAX_LEDGER_DAYS}; `communeUnitId` absent: all that the person may see. */
const rangeInput = z.object({
  fromMs: instantMsSchema,
  toMs: instantMsSchema,
  communeUnitId: idSchema.optional(),
})

/**
 * The ledger of absence: what became of every scheduled minute. An administrator sees every camera, others those of
 * rooms that they may view; a committee sees the sums of all communes and no camera.
 */
export const ledgerContract = {
  /** Cameras by days, and their sums. */
  month: query('ledger.read', '/ledger/month').input(rangeInput).output(ledgerMonthSchema),
  /** The sums alone. */
  totals: query('ledger.read', '/ledger/totals').input(rangeInput).output(ledgerTotalsSchema),
  /** One day of one camera, with the row that proves each absence. */
  day: query('ledger.read', '/ledger/cameras/{cameraId}/day')
    .input(z.object({ cameraId: idSchema, dayMs: instantMsSchema }))
    .output(ledgerCameraDaySchema),
  /** Yesterday and today of every camera in service. */
  digest: query('ledger.read', '/ledger/digest').output(ledgerDigestSchema),
}
