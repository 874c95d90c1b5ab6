import { z } from 'zod'
import {
  type DossierFilter,
  type DossierOrder,
  dossierSortSchema,
  listTimelinessSchema,
  listVerdictSchema,
} from '#shared/dossiers/dossier-list.model.ts'
import { channelSchema, dossierStatusSchema } from '#shared/dossiers/dossiers.model.ts'
import { findingKindSchema } from '#shared/findings/findings.model.ts'
import { idSchema } from '#shared/kernel/ids.ts'
import { instantMsSchema } from '#shared/kernel/instant.ts'

/** Filters of `/dossiers`: kept in the address, so that going back finds the same list. A broken part is dropped. */
export const dossiersSearchSchema = z.object({
  commune: idSchema.optional().catch(undefined),
  room: idSchema.optional().catch(undefined),
  source: idSchema.optional().catch(undefined),
  /** Log time of receipt, half-open. */
  from: instantMsSchema.optional().catch(undefined),
  to: instantMsSchema.optional().catch(undefined),
  status: z.array(dossierStatusSchema).optional().catch(undefined),
  channel: channelSchema.optional().catch(undefined),
  time: listTimelinessSchema.optional().catch(undefined),
  verdict: listVerdictSchema.optional().catch(undefined),
  procedure: z.string().max(500).optional().catch(undefined),
  officer: z.string().max(200).optional().catch(undefined),
  counter: idSchema.optional().catch(undefined),
  finding: findingKindSchema.optional().catch(undefined),
  /** Part of a dossier code. */
  code: z.coerce.string().max(60).optional().catch(undefined),
  sort: dossierSortSchema.optional().catch(undefined),
  /** Oldest or first at the top; newest without it. */
  up: z.literal(true).optional().catch(undefined),
})
export type DossiersSearch = z.infer<typeof dossiersSearchSchema>

/** What the address asks the host for. */
export function dossierFilterOf(search: DossiersSearch): DossierFilter {
  const { commune, room, source, from, to, status, channel, time, verdict, counter, finding } = search
  return {
    ...(commune === undefined ? {} : { communeUnitId: commune }),
    ...(room === undefined ? {} : { roomId: room }),
    ...(source === undefined ? {} : { sourceId: source }),
    ...(from === undefined ? {} : { fromMs: from }),
    ...(to === undefined ? {} : { toMs: to }),
    ...(status === undefined || status.length === 0 ? {} : { statuses: status }),
    ...(channel === undefined ? {} : { channel }),
    ...(time === undefined ? {} : { timeliness: time }),
    ...(verdict === undefined ? {} : { verdict }),
    ...(search.procedure === undefined ? {} : { procedure: search.procedure }),
    ...(search.officer === undefined ? {} : { officer: search.officer }),
    ...(counter === undefined ? {} : { counterId: counter }),
    ...(finding === undefined ? {} : { findingKind: finding }),
    ...(search.code === undefined || search.code === '' ? {} : { code: search.code }),
  }
}

/** Newest receipt first, unless the address says otherwise. */
export function dossierOrderOf({ sort = 'received', up }: DossiersSearch): DossierOrder {
  return { sort, descending: up !== true }
}
