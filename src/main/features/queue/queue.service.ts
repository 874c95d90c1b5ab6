import type { InstantMs } from '#shared/kernel/instant.ts'
import { startOfVietnamDay } from '#shared/kernel/instant.ts'
import type { DoneItem, QueueItem } from '#shared/queue/queue.model.ts'
import type { Actor } from '#main/ports/call.ts'
import { createClaims } from './claims.ts'
import type { QueueDeps } from './queue.ports.ts'
import { listClaims, listDoneItems, listWaitingItems } from './queue.repository.ts'
import { createSamples } from './samples.ts'
import { ownerOf, passes, type QueueFilter, waitingItems } from './waiting.ts'

export type { QueueDeps } from './queue.ports.ts'
export type QueueService = ReturnType<typeof createQueueService>

/** Weighed in memory at each look: more than anyone sees to in a month. */
const MOST_FINDINGS = 5000
const MOST_DONE = 200

/** What to look at today: what rules noticed, what people asked for; who is on it; what was done. */
export function createQueueService(deps: QueueDeps) {
  const { work, clock, access, findings } = deps
  const { claim, release, requirePerson } = createClaims(deps)
  const samples = createSamples({ ...deps, requirePerson })

  async function waiting(actor: Actor): Promise<{ items: QueueItem[]; leftOut: number }> {
    const nowMs = clock.nowMs()
    const roomIds = [...(await access.viewableRoomIds(actor))]
    const open = await findings.list(actor, { state: 'open', limit: MOST_FINDINGS, offset: 0 })
    const items = waitingItems({
      findings: open.rows,
      samples: await listWaitingItems(work.db, roomIds),
      claims: await listClaims(work.db, nowMs),
      keptMs: await deps.keptMs(),
      nowMs,
    })
    return { items, leftOut: open.total - open.rows.length }
  }

  async function done(actor: Actor, sinceMs: InstantMs): Promise<DoneItem[]> {
    const roomIds = [...(await access.viewableRoomIds(actor))]
    const decided = await findings.decidedSince(actor, sinceMs, MOST_DONE)
    const finished = await listDoneItems(work.db, roomIds, sinceMs, MOST_DONE)
    const all = [
      ...decided.flatMap((finding): DoneItem[] => {
        const { id, roomId, atMs, state, decidedAtMs, decidedBy, decisionNote: note } = finding
        if (state === 'open' || decidedAtMs === null || decidedBy === null) return []
        const [doneAtMs, doneBy] = [decidedAtMs, decidedBy]
        return [
          {
            kind: 'finding',
            id,
            roomId,
            atMs,
            outcome: state,
            doneAtMs,
            doneBy,
            note,
            finding,
            sample: null,
          },
        ]
      }),
      ...finished.flatMap((sample): DoneItem[] => {
        const { id, roomId, atMs, outcome, doneAtMs, doneBy, note } = sample
        if (outcome === null || doneAtMs === null || doneBy === null) return []
        return [{ kind: 'sample', id, roomId, atMs, outcome, doneAtMs, doneBy, note, finding: null, sample }]
      }),
    ]
    return all.toSorted((left, right) => right.doneAtMs - left.doneAtMs).slice(0, MOST_DONE)
  }

  async function list(
    actor: Actor,
    input: QueueFilter & { readonly limit: number; readonly offset: number },
  ) {
    const { items, leftOut } = await waiting(actor)
    const wanted = items.filter((item) => passes(item, input, actor.label))
    return {
      rows: wanted.slice(input.offset, input.offset + input.limit),
      total: wanted.length,
      waiting: items.length,
      mine: items.filter((item) => ownerOf(item) === actor.label).length,
      free: items.filter((item) => ownerOf(item) === null).length,
      doneToday: (await done(actor, startOfVietnamDay(clock.nowMs()))).length,
      leftOut,
    }
  }

  /** Those who may decide and share a room with whoever asks. */
  async function people(actor: Actor): Promise<{ username: string; displayName: string }[]> {
    const own = await access.viewableRoomIds(actor)
    const found: { username: string; displayName: string }[] = []
    for (const { username, displayName, actor: other } of await deps.people()) {
      if (!access.may(other, 'review.bookmark')) continue
      const rooms = await access.viewableRoomIds(other)
      if ([...rooms].some((id) => own.has(id))) found.push({ username, displayName })
    }
    return found
  }

  return {
    list,
    done,
    people,
    claim,
    release,
    drawSample: samples.draw,
    samples: samples.list,
    finish: samples.finish,
    reopen: samples.reopen,
  }
}
