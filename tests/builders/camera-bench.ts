import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Room } from '#shared/units/units.model.ts'
import type { Role } from '#shared/users/users.model.ts'
import { readTable } from '#main/adapters/spreadsheet/read-table.ts'
import { createFileSecretStore } from '#main/adapters/keychain/file-secret-store.ts'
import type { Db } from '#main/db/db.ts'
import { createAuditService } from '#main/features/audit/audit.service.ts'
import { createCamerasService } from '#main/features/cameras/cameras.service.ts'
import { createUnitsService } from '#main/features/units/units.service.ts'
import { createAccessService } from '#main/features/users/access.service.ts'
import { createUnitOfWork } from '#main/host/unit-of-work.ts'
import type { Actor } from '#main/ports/call.ts'
import { systemCall } from '#main/ports/call.ts'
import type { CameraDevice, ProbeContinuity, ProbeStream } from '#main/ports/camera-device.ts'
import type { CameraDiscovery } from '#main/ports/camera-discovery.ts'
import { newId } from '#main/ports/new-id.ts'
import { systemTimers, type Timers } from '#main/ports/timers.ts'

export type CameraBench = Awaited<ReturnType<typeof createCameraBench>>

export type CameraBenchOptions = {
  readonly db: Db
  readonly device: CameraDevice
  readonly probeStream: ProbeStream
  readonly probeContinuity?: ProbeContinuity
  /** Finds nothing when absent. */
  readonly discovery?: CameraDiscovery
  readonly timers?: Timers
  /** Station time; the system's when absent. */
  readonly nowMs?: () => number
}

const NOBODY: CameraDiscovery = { search: async () => undefined, scan: async () => undefined }

export function actorOf(role: Role, unitId: string): Actor {
  return { kind: 'user', id: newId(), label: role, role, unitId }
}

/** A commune with a one-stop desk (counters 01, 02) and a reception room of another owner, and a cameras service. */
export async function createCameraBench(options: CameraBenchOptions) {
  const { db, device, probeStream, nowMs = Date.now } = options
  const { discovery = NOBODY, timers = systemTimers } = options
  const { probeContinuity = async () => ({ ssrcs: 1, packets: 100 }) } = options
  const clock = { nowMs }
  const log: string[] = []
  const audit = createAuditService({ db, clock })
  const work = createUnitOfWork(db, audit)
  const units = createUnitsService({ work, clock, newId })
  const access = createAccessService({ work, clock, units })
  const dataFolder = await mkdtemp(join(tmpdir(), 'minh-chung-cameras-'))
  const secrets = createFileSecretStore({ dataFolder })
  const cameras = createCamerasService({
    work,
    clock,
    newId,
    secrets,
    access,
    units,
    device,
    probeStream,
    probeContinuity,
    discovery,
    readTable,
    timers,
    random: () => 0,
    log: (message) => log.push(message),
  })

  const call = () => systemCall('test', 'test.change')
  const unit = (kind: 'commune' | 'council-office' | 'inspectorate', name: string) =>
    units.createUnit(call(), {
      kind,
      name,
      code: null,
      parentId: null,
      validFromMs: 0,
      predecessorId: null,
      roles: [],
    })
  const commune = await unit('commune', 'Xã An Bình')
  const office = await unit('council-office', 'Văn phòng HĐND và UBND')
  const inspectorate = await unit('inspectorate', 'Thanh tra')
  const room = (kind: Room['kind'], ownerUnitId: string) =>
    units.createRoom(call(), { communeUnitId: commune.id, kind, name: kind, ownerUnitId })
  const desk = await room('one-stop-desk', office.id)
  const reception = await room('reception-room', inspectorate.id)
  const counter = (roomId: string, code: string) =>
    units.createCounter(call(), { roomId, code, name: `Quầy ${code}` })
  return {
    db,
    audit,
    work,
    units,
    cameras,
    log,
    office,
    inspectorate,
    desk,
    reception,
    firstCounter: await counter(desk.id, '01'),
    secondCounter: await counter(desk.id, '02'),
    foreignCounter: await counter(reception.id, '01'),
    call: (verb: string) => systemCall('test', verb),
    close: async () => {
      await cameras.stop()
      await rm(dataFolder, { recursive: true, force: true })
    },
  }
}
