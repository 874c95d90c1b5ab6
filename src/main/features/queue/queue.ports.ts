import type { Finding } from '#shared/findings/findings.model.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { InstantMs } from '#shared/kernel/instant.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import type { Actor } from '#main/ports/call.ts'
import type { Clock } from '#main/ports/clock.ts'
import type { NewId } from '#main/ports/new-id.ts'
import type { RoomAccess } from '#main/ports/room-access.ts'
import type { UnitOfWork } from '#main/ports/unit-of-work.ts'

/** Somebody who can be given something to look at. */
export type QueuePerson = {
  readonly username: string
  readonly displayName: string
  readonly actor: Actor
}

export type QueueDeps = {
  readonly work: UnitOfWork
  readonly clock: Clock
  readonly newId: NewId
  readonly access: RoomAccess
  readonly findings: {
    readonly list: (
      actor: Actor,
      input: { readonly state: 'open'; readonly limit: number; readonly offset: number },
    ) => Promise<{ readonly total: number; readonly rows: readonly Finding[] }>
    readonly decidedSince: (actor: Actor, sinceMs: InstantMs, limit: number) => Promise<readonly Finding[]>
    /** Of those that exist. */
    readonly roomsOf: (ids: readonly Id[]) => Promise<ReadonlyMap<string, string>>
  }
  /** Active people, whatever they may do. */
  readonly people: () => Promise<readonly QueuePerson[]>
  /** For how long footage of a room is safe from being deleted for want of space: by room, the shortest of its cameras. */
  readonly keptMs: () => Promise<ReadonlyMap<Id, number>>
  /** What a room received in the range by its log, station time. */
  readonly received: (
    roomId: Id,
    range: TimeRange,
  ) => Promise<readonly { readonly dossierId: Id; readonly code: string; readonly atMs: InstantMs }[]>
}
