import { formatCameraAddress, parseCameraAddress } from '#shared/cameras/camera-address.rules.ts'
import type { DiscoveryProgress } from '#shared/cameras/cameras.contract.ts'
import type { FoundDevice } from '#shared/cameras/cameras.model.ts'

export type Search = {
  /** In the order in which they answered, so that nothing moves. */
  readonly devices: readonly FoundDevice[]
  /** Addresses asked so far; null for a search by multicast alone. */
  readonly asked: { readonly done: number; readonly total: number } | null
}

export const NOTHING_FOUND: Search = { devices: [], asked: null }

/** An address as it is stored, whichever way it was typed. */
export function settledAddress(text: string): string {
  const address = parseCameraAddress(text)
  return address === null ? text.trim() : formatCameraAddress(address)
}

const isSame = (left: FoundDevice, right: FoundDevice): boolean =>
  left.address === right.address || (left.endpoint !== null && left.endpoint === right.endpoint)

/** What was known of a device stays where the newer answer says nothing. */
function merged(before: FoundDevice, newer: FoundDevice): FoundDevice {
  return {
    ...before,
    name: before.name ?? newer.name,
    hardware: before.hardware ?? newer.hardware,
    location: before.location ?? newer.location,
    endpoint: before.endpoint ?? newer.endpoint,
    knownCameraId: newer.knownCameraId ?? before.knownCameraId,
  }
}

export function withFound(search: Search, part: DiscoveryProgress): Search {
  if (part.kind === 'asked') {
    return { ...search, asked: part.total === 0 ? null : { done: part.done, total: part.total } }
  }
  const { device } = part
  const seen = search.devices.some((each) => isSame(each, device))
  const devices = seen
    ? search.devices.map((each) => (isSame(each, device) ? merged(each, device) : each))
    : [...search.devices, device]
  return { ...search, devices }
}

/** After the camera was added: its device is not offered again. */
export function asKnown(search: Search, address: string, cameraId: string): Search {
  const added = settledAddress(address)
  const devices = search.devices.map((each) =>
    settledAddress(each.address) === added ? { ...each, knownCameraId: cameraId } : each,
  )
  return { ...search, devices }
}

/** The next device to add after the one at `address`: below it in the list, then from the top; null when none is left. */
export function nextDevice(devices: readonly FoundDevice[], address: string): FoundDevice | null {
  const current = settledAddress(address)
  const at = devices.findIndex((each) => settledAddress(each.address) === current)
  const inTurn = [...devices.slice(at + 1), ...devices.slice(0, Math.max(0, at))]
  return inTurn.find((each) => each.knownCameraId === null) ?? null
}
