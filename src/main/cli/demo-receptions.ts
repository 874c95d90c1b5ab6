import type { PetitionKind, ReceptionRegime } from '#shared/imports/import-rows.model.ts'
import { DAY_MS, MINUTE_MS, startOfVietnamDay } from '#shared/kernel/instant.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import { startOfVietnamWeek } from '#shared/receptions/chair-week.rules.ts'
import { petitionBodySchema, visitBodySchema } from '#shared/receptions/receptions.model.ts'
import { type SessionBody, sessionBodySchema } from '#shared/receptions/schedule.model.ts'
import { systemCall } from '#main/ports/call.ts'
import type { Station } from '#main/serve/open-station.ts'
import type { DemoRooms } from './demo-station.ts'

const WEEKS = 8
/** Thursdays: 0 no entry at all, 1 a deputy received, 2 the chair did, one of them a group of six. */
const CHAIR_WEEKS = [2, 2, 0, 2, 1, 2, 2, 2] as const
const KINDS: readonly PetitionKind[] = ['feedback', 'complaint', 'feedback', 'denunciation']
const CONTENTS = ['Ranh giới đất', 'Đường vào thôn', 'Cấp giấy chứng nhận', 'Vệ sinh môi trường'] as const

const call = (verb: string) => systemCall('demo', verb)
const at = <Item>(items: readonly Item[], index: number): Item | undefined => items[index % items.length]

/** Registers and a schedule of the last weeks, so that the pages have something to show; names of nobody. */
async function seedRoom(station: Station, roomId: string, today: SessionBody): Promise<void> {
  const { receptions } = station.services
  const addVisit = (dayMs: number, regime: ReceptionRegime, index: number, peopleCount = 1) =>
    receptions.addVisit(
      call('reception-visit.add'),
      roomId,
      visitBodySchema.parse({
        dayMs,
        regime,
        peopleCount,
        ordinal: index + 1,
        session: 'morning',
        kind: at(KINDS, index),
        content: `${at(CONTENTS, index)} (dữ liệu mẫu)`,
        visitNumber: index % 4 === 3 ? 2 : 1,
      }),
    )
  const addSession = (body: Partial<SessionBody> & { readonly dayMs: number }) =>
    receptions.addSession(
      call('reception-session.add'),
      roomId,
      sessionBodySchema.parse({ session: 'morning', regime: 'head', hostRole: 'chair', ...body }),
    )
  const mondayMs = startOfVietnamWeek(today.dayMs) - WEEKS * 7 * DAY_MS
  for (let week = 0; week < WEEKS; week += 1) {
    const thursdayMs = mondayMs + (week * 7 + 3) * DAY_MS
    await addSession({ dayMs: thursdayMs })
    const held = CHAIR_WEEKS[week]
    if (held === 1) await addVisit(thursdayMs, 'delegated', week)
    if (held === 2) await addVisit(thursdayMs, 'head', week, week === 1 ? 6 : 1)
    await addVisit(mondayMs + week * 7 * DAY_MS, 'regular', week + 1)
  }
  await addSession(today)
  await addVisit(today.dayMs, 'head', WEEKS)
  for (let index = 0; index < 3; index += 1)
    await addVisit(mondayMs - 364 * DAY_MS + index * 7 * DAY_MS, 'head', index)
}

async function seedPetitions(station: Station, roomId: string, todayMs: number): Promise<void> {
  for (let index = 0; index < 6; index += 1) {
    const dayMs = todayMs - (40 - index * 5) * DAY_MS
    const body = petitionBodySchema.parse({
      dayMs,
      number: String(index + 1),
      kind: at(KINDS, index),
      source: index % 2 === 0 ? 'in-person' : 'post',
      content: `${at(CONTENTS, index)} (dữ liệu mẫu)`,
      eligible: index !== 4,
      withinCompetence: index === 5 ? null : index !== 3,
      dueDayMs: dayMs + (index === 2 ? 20 : 30) * DAY_MS,
      resolvedDayMs: index < 3 ? dayMs + (index === 2 ? 24 : 12) * DAY_MS : null,
    })
    await station.services.receptions.addPetition(call('reception-petition.add'), roomId, body)
  }
}

/** Reception rooms get a past, and a session of today while the cameras were filming. */
export async function seedReceptions(
  station: Station,
  communes: readonly DemoRooms[],
  recorded: TimeRange,
): Promise<void> {
  const dayMs = startOfVietnamDay(recorded.toMs)
  const fromMinute = Math.max(0, Math.floor((recorded.fromMs - dayMs) / MINUTE_MS))
  const toMinute = Math.ceil((recorded.toMs - dayMs) / MINUTE_MS)
  const today = sessionBodySchema.parse({
    dayMs,
    session: 'day',
    fromMinute,
    toMinute: Math.max(fromMinute + 1, toMinute),
    regime: 'head',
    hostRole: 'chair',
  })
  for (const { reception } of communes) {
    await seedRoom(station, reception.id, today)
    await seedPetitions(station, reception.id, dayMs)
  }
  await station.services.receptions.sweep()
}
