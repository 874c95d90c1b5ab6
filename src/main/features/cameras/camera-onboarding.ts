import type { z } from 'zod'
import { parseAddressRanges } from '#shared/cameras/address-range.rules.ts'
import { type BulkList, readBulkList } from '#shared/cameras/bulk-cameras.rules.ts'
import type { PlaceableRoom } from '#shared/cameras/bulk-place.rules.ts'
import { parseCameraAddress } from '#shared/cameras/camera-address.rules.ts'
import type {
  bulkProgressSchema,
  DiscoveryProgress,
  ProbeProgress,
} from '#shared/cameras/cameras.contract.ts'
import type { Camera, CameraCredentials, ProbeReport } from '#shared/cameras/cameras.model.ts'
import { cameraAtAddress } from '#shared/cameras/same-camera.rules.ts'
import type { UnitsService } from '#main/features/units/units.service.ts'
import type { AnsweredDevice, CameraDiscovery } from '#main/ports/camera-discovery.ts'
import type { ReadList } from './cameras.ports.ts'
import type { LadderDeps } from './ladder-findings.ts'
import { createProbeCache } from './probe-cache.ts'
import { climbLadder, type LadderListener } from './probe-ladder.ts'
import { inParallel, type ProgressStream, progressOf } from './progress-stream.ts'

export type OnboardingDeps = LadderDeps & {
  readonly discovery: CameraDiscovery
  readonly readTable: ReadList
  readonly units: UnitsService
  /** Those in service. */
  readonly camerasInService: () => Promise<Camera[]>
}

export type BulkProgress = z.infer<typeof bulkProgressSchema>
export type BulkCredentials = CameraCredentials & { readonly row: number }

export type DiscoveryRequest = { readonly durationMs: number; readonly addresses: string | null }

/** More at once and a commune's uplink is full of test pictures. */
const PROBES_AT_ONCE = 4

/** `host:port`: two answers with the same are one device, by whatever network card they came. */
function placeOf(device: AnsweredDevice): string {
  const address = parseCameraAddress(device.address)
  return address ? `${address.host}:${address.port}` : device.address
}

/** Finding cameras and looking at them before they are added. Nothing here is stored. */
export function createCameraOnboarding(deps: OnboardingDeps) {
  const { discovery, readTable, units, camerasInService } = deps
  const cache = createProbeCache(deps.clock)

  /** Climbs the ladder and changes nothing. */
  async function probe(
    input: CameraCredentials,
    signal?: AbortSignal,
    listener?: LadderListener,
  ): Promise<ProbeReport> {
    const report = await climbLadder(deps, input, signal, listener)
    cache.keep(input, report)
    return report
  }

  /** A good report of the last ten minutes, or a new one. */
  const probeUnlessFresh = async (input: CameraCredentials, signal?: AbortSignal): Promise<ProbeReport> =>
    cache.find(input) ?? probe(input, signal)

  const probeLive = (input: CameraCredentials, signal?: AbortSignal): ProgressStream<ProbeProgress> =>
    progressOf(async (emit, ends) => {
      emit({ kind: 'report', report: await probe(input, ends, emit) })
    }, signal)

  const probeBulk = (rows: readonly BulkCredentials[], signal?: AbortSignal): ProgressStream<BulkProgress> =>
    progressOf(
      (emit, ends) =>
        inParallel(rows, PROBES_AT_ONCE, async ({ row, ...login }) => {
          emit({ row, report: await probe(login, ends) })
        }),
      signal,
    )

  async function placeableRooms(): Promise<PlaceableRoom[]> {
    const tree = await units.tree()
    const communes = new Map(tree.units.map((unit) => [unit.id, unit.name]))
    return tree.rooms.flatMap(({ id, name, kind, counters, communeUnitId }) => {
      const communeName = communes.get(communeUnitId)
      return communeName === undefined ? [] : [{ id, name, kind, counters, communeName }]
    })
  }

  /**
   * Reads a list of cameras and says of each cell what is wrong with it. Writes nothing, asks nothing of the network.
   * @throws AppError `invalid import.unreadable {reason}`, `invalid camera.list-too-long {count, max}`
   */
  async function readBulk(text: string): Promise<BulkList> {
    const { rows } = await readTable(new TextEncoder().encode(text), 'cameras.csv')
    return readBulkList(rows, { rooms: await placeableRooms(), cameras: await camerasInService() })
  }

  async function search(
    request: { readonly durationMs: number; readonly addresses: readonly string[] },
    emit: (progress: DiscoveryProgress) => void,
    signal: AbortSignal,
  ): Promise<void> {
    emit({ kind: 'asked', done: 0, total: request.addresses.length })
    const cameras = await camerasInService()
    const seen = new Set<string>()
    const listener = {
      onFound: (device: AnsweredDevice): void => {
        const place = placeOf(device)
        if (seen.has(place)) return
        seen.add(place)
        const knownCameraId = cameraAtAddress(device.address, cameras)
        emit({ kind: 'found', device: { ...device, knownCameraId } })
      },
      onAsked: (done: number, total: number): void => emit({ kind: 'asked', done, total }),
    }
    await Promise.all([
      discovery.search(request.durationMs, listener, signal),
      request.addresses.length === 0 ? undefined : discovery.scan(request.addresses, listener, signal),
    ])
  }

  /**
   * Searches the network by multicast and at every address that was typed; tells each device once.
   * @throws AppError `invalid camera.range-unreadable {value}`, `invalid camera.range-too-long {count, max}`
   */
  function discover(request: DiscoveryRequest, signal?: AbortSignal): ProgressStream<DiscoveryProgress> {
    const addresses = parseAddressRanges(request.addresses ?? '')
    return progressOf(
      (emit, ends) => search({ durationMs: request.durationMs, addresses }, emit, ends),
      signal,
    )
  }

  return { probe, probeUnlessFresh, probeLive, probeBulk, readBulk, discover }
}
