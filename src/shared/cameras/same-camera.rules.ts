import { parseCameraAddress, type RtspAddress } from './camera-address.rules.ts'
import type { Camera, DeviceIdentity } from './cameras.model.ts'

type Stream = { readonly streamUri: string; readonly device: DeviceIdentity | null }

const NUMERIC_HOST = /^\d{1,3}(?:\.\d{1,3}){3}$/

function rtspOf(uri: string): RtspAddress | null {
  const address = parseCameraAddress(uri)
  return address?.kind === 'rtsp' ? address : null
}

/** Port and path of a stream: what stays when only the host is written otherwise. */
function placeOnHost({ uri, port }: RtspAddress): string {
  return `${port}${uri.replace(/^rtsp:\/\/(?:\[[^\]]*\]|[^/:?]*)(?::\d+)?/, '')}`
}

/**
 * Whether two streams are one camera's: the same address, or the same place on a device with the same serial number that
 * was named once by its number and once by its name. Two different numbers are two cameras even then: no-name cameras
 * share one serial number, and a recorder's channels share one too but differ in their path.
 */
export function isSameCamera(one: Stream, other: Stream): boolean {
  if (one.streamUri === other.streamUri) return true
  const first = rtspOf(one.streamUri)
  const second = rtspOf(other.streamUri)
  if (!first || !second || !one.device || !other.device) return false
  if (NUMERIC_HOST.test(first.host) && NUMERIC_HOST.test(second.host)) return false
  const { serialNumber, model } = one.device
  return (
    serialNumber !== '' &&
    serialNumber === other.device.serialNumber &&
    model === other.device.model &&
    placeOnHost(first) === placeOnHost(second)
  )
}

/** The camera in service that a device at this address is: by host and port, or by host where only its stream is known. */
export function cameraAtAddress(
  address: string,
  cameras: readonly Pick<Camera, 'id' | 'address' | 'state'>[],
): string | null {
  const asked = parseCameraAddress(address)
  if (!asked) return null
  const isThere = (camera: Pick<Camera, 'address'>): boolean => {
    const known = parseCameraAddress(camera.address)
    if (known?.host !== asked.host) return false
    return known.kind !== asked.kind || known.port === asked.port
  }
  return cameras.find((camera) => camera.state !== 'removed' && isThere(camera))?.id ?? null
}
