import type { Camera } from '#shared/cameras/cameras.model.ts'
import type { LedgerCamera, LedgerCommune, LedgerSum, LedgerTotals } from '#shared/coverage/ledger.model.ts'
import {
  addUp,
  causesOf,
  cutToRanges,
  daysOf,
  figuresOf,
  startOfVietnamMonth,
} from '#shared/coverage/ledger.rules.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import type { ProvenSpan } from '#shared/recordings/recordings.model.ts'
import { ROOM_KINDS, type Room } from '#shared/units/units.model.ts'

/** What became of a camera's scheduled time in a range, up to now. */
export type Account = {
  readonly camera: Camera
  readonly room: Room
  /** Within the schedule: they add up to it. */
  readonly spans: readonly ProvenSpan[]
  /** Office hours of the room's commune. */
  readonly sessions: readonly TimeRange[]
  readonly sum: LedgerSum
}

export function sumOf(spans: readonly ProvenSpan[], sessions: readonly TimeRange[]): LedgerSum {
  return { figures: figuresOf(spans, sessions), causes: causesOf(spans) }
}

/** The camera by the days of the range. */
export function cameraOf({ camera, room, spans, sessions, sum }: Account, range: TimeRange): LedgerCamera {
  return {
    cameraId: camera.id,
    name: camera.name,
    roomId: room.id,
    communeUnitId: room.communeUnitId,
    days: daysOf(range).map((day) => ({
      dayMs: day.fromMs,
      figures: figuresOf(cutToRanges(spans, [day]), sessions),
    })),
    sum,
  }
}

function communeOf(communeUnitId: Id, accounts: readonly Account[]): LedgerCommune {
  const rooms = ROOM_KINDS.flatMap((kind) => {
    const inKind = accounts.filter(({ room }) => room.kind === kind)
    const sum = addUp(inKind.map((account) => account.sum))
    return inKind.length === 0 ? [] : [{ kind, cameras: inKind.length, sum }]
  })
  return { communeUnitId, cameras: accounts.length, sum: addUp(rooms.map(({ sum }) => sum)), rooms }
}

/** The sums by month, by commune and of all. */
export function totalsOf(accounts: readonly Account[], range: TimeRange): LedgerTotals {
  const months = [...Map.groupBy(daysOf(range), ({ fromMs }) => startOfVietnamMonth(fromMs))]
  const communes = [...Map.groupBy(accounts, ({ room }) => room.communeUnitId)].map(([id, ofCommune]) =>
    communeOf(id, ofCommune),
  )
  return {
    months: months.map(([monthMs, days]) => {
      const month = { fromMs: monthMs, toMs: days.at(-1)?.toMs ?? monthMs }
      const sums = accounts.map(({ spans, sessions }) => sumOf(cutToRanges(spans, [month]), sessions))
      return { monthMs, sum: addUp(sums) }
    }),
    communes,
    all: addUp(communes.map(({ sum }) => sum)),
  }
}
