import type { Role } from '#shared/users/users.model.ts'
import {
  DAY_MS,
  formatVietnamDateTime,
  HOUR_MS,
  MINUTE_MS,
  startOfVietnamDay,
} from '#shared/kernel/instant.ts'
import { systemCall } from '#main/ports/call.ts'
import { newId } from '#main/ports/new-id.ts'
import { type ApiClient, apiClient } from './api-client.ts'
import { logIn } from './http-session.ts'
import { createRowLayer, layCamera } from './laid-rows.ts'
import { CITIZEN_SEAT } from './presence-truth.ts'
import { csvBytes, REGISTER_HEADERS, registerRow } from './register-files.ts'
import { type ServedStation, serveStation } from './served-station.ts'

export type FurnishedStation = ServedStation

/** Yesterday's midnight: the day on which everything here happened. */
const dayMs = () => startOfVietnamDay(Date.now()) - DAY_MS

/** Two cameras of the desk's room, one of which was offline for two hours. @returns the first */
async function layDesk({ services, world }: ServedStation): Promise<string> {
  const { db } = services.work
  const layer = createRowLayer(db)
  const ids = []
  for (const name of ['Quầy 1', 'Sảnh chờ']) {
    const cameraId = await layCamera(db, { roomId: world.desk.id, name, createdAtMs: dayMs() })
    const view = { camera_id: cameraId, counter_id: world.desk.counterId, valid_from_ms: dayMs() }
    await db
      .insertInto('camera_views')
      .values({ id: newId(), valid_to_ms: null, ...view })
      .execute()
    await layer.footage(cameraId, { fromMs: dayMs() + 8 * HOUR_MS, toMs: dayMs() + 10 * HOUR_MS })
    ids.push(cameraId)
  }
  const [first = ''] = ids
  await layer.absence(first, dayMs() + 10 * HOUR_MS, dayMs() + 12 * HOUR_MS, 'camera-offline', 'rtsp-timeout')
  return first
}

async function layRegister({ services, world }: ServedStation): Promise<void> {
  const source = await services.dossiers.createSource(systemCall('test', 'log-source.create'), {
    roomId: world.desk.id,
    name: 'iGate',
    windowBeforeMs: 15 * MINUTE_MS,
    windowAfterMs: 5 * MINUTE_MS,
    offsetMs: 0,
    uncertaintyMs: 5000,
  })
  const rows = [9, 11].map((hour, index) =>
    registerRow({
      code: `H42.18-261120-000${index + 1}`,
      receivedAt: formatVietnamDateTime(dayMs() + hour * HOUR_MS),
      counter: 'Quầy 1',
    }),
  )
  await services.imports.now(systemCall('test', 'import.consent'), {
    kind: 'dossier-register',
    sourceId: source.id,
    fileName: 'so.csv',
    bytes: csvBytes([REGISTER_HEADERS, ...rows]),
  })
}

/** What people have written: bookmarks, a zone, the registers of the reception room, a scorecard. */
async function layWork({ world }: ServedStation, cameraId: string, as: (role: Role) => Promise<ApiClient>) {
  const inspector = await as('inspector')
  const fromMs = dayMs() + 9 * HOUR_MS
  for (const [note, tags, protects] of [
    ['Không giao giấy tiếp nhận', ['phiền hà'], true],
    ['Rời quầy', [], false],
  ] as const)
    await inspector.review.createBookmark({
      cameraIds: [cameraId],
      fromMs,
      toMs: fromMs + MINUTE_MS,
      note,
      tags: [...tags],
      criterionCode: '3.8',
      protects,
    })
  await inspector.presence.saveZone({
    cameraId,
    kind: 'citizen-seat',
    name: 'Ghế công dân',
    polygon: [...CITIZEN_SEAT],
    counterId: world.desk.counterId,
    validFromMs: 0,
  })
  const roomId = world.reception.id
  await inspector.receptions.addVisit({ roomId, dayMs: dayMs(), regime: 'head', content: 'Ranh giới đất' })
  await inspector.receptions.addPetition({ roomId, dayMs: dayMs(), number: '12', kind: 'feedback' })
  const session = { session: 'morning', regime: 'head', hostRole: 'chair' } as const
  await inspector.receptions.addSession({ roomId, dayMs: dayMs(), ...session })
  const committee = await as('committee-member')
  await committee.scoring.create({
    communeUnitId: world.commune.id,
    periodLabel: 'Kỳ thử',
    templateCode: 'CCHC-XA-2026',
    periodFromMs: dayMs() - 30 * DAY_MS,
    periodToMs: dayMs() + DAY_MS,
  })
}

/** A served station in which every page has something to show: no pictures, but the rows of a day and people's work. */
export async function furnishStation(): Promise<FurnishedStation> {
  const station = await serveStation()
  const { services, world } = station
  await services.users.createGrant(systemCall('test', 'grant.create'), {
    roomId: world.desk.id,
    granteeUnitId: world.inspectorate.id,
    reason: 'Kiểm tra theo quyết định',
    validToMs: null,
  })
  const send = (request: Request): Promise<Response> => {
    const { pathname, search } = new URL(request.url)
    return fetch(new Request(new URL(pathname + search, station.url), request))
  }
  const cameraId = await layDesk(station)
  await layRegister(station)
  await layWork(station, cameraId, async (role) => apiClient(send, (await logIn(send, role)).cookie))
  return station
}
