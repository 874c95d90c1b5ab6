import {
  formatCameraAddress,
  hostInUri,
  ONVIF_PATH,
  type OnvifAddress,
  parseCameraAddress,
} from '#shared/cameras/camera-address.rules.ts'
import { AppError } from '#shared/kernel/app-error.ts'
import { asksLikeRtsp } from '#main/adapters/rtsp/rtsp-options.ts'
import type { DiscoveryListener } from '#main/ports/camera-discovery.ts'
import { createOnvifCameraDevice } from './onvif-camera-device.ts'

export type ScanOptions = {
  /** Asked for ONVIF at an address without a port. */
  readonly onvifPorts: readonly number[]
  /** Asked for a stream where no port speaks ONVIF. */
  readonly rtspPort: number
  readonly timeoutMs: number
  readonly hostsAtOnce: number
}

/** Ports that makers ship with: most; Hikvision NVRs; many Chinese brands; no-name boards; TP-Link. */
export const DEFAULT_SCAN: ScanOptions = {
  onvifPorts: [80, 8000, 8080, 8899, 2020],
  rtspPort: 554,
  timeoutMs: 1500,
  hostsAtOnce: 64,
}

type Place = { readonly host: string; readonly port: number | null }

/** `host`, `host:port`, `[v6]` or `[v6]:port`; null for anything else. */
function placeOf(text: string): Place | null {
  const parsed = parseCameraAddress(text)
  if (parsed?.kind !== 'onvif') return null
  const typed = /:(\d{1,5})$/.exec(text.trim().replace(/^\[[^\]]*\]/, 'v6'))?.[1]
  return { host: parsed.host, port: typed === undefined ? null : Number(typed) }
}

/** @returns the address when a device speaks ONVIF there */
async function askOnvif(
  options: ScanOptions,
  host: string,
  port: number,
  signal: AbortSignal,
): Promise<string[]> {
  const address: OnvifAddress = { kind: 'onvif', secure: false, host, port, path: ONVIF_PATH, embedded: null }
  try {
    const device = createOnvifCameraDevice({ timeoutMs: options.timeoutMs })
    await device.connect({ address, username: '', password: '' }, signal)
    return [formatCameraAddress(address)]
  } catch (error) {
    // Nobody there, or somebody else: what most of a range is.
    if (error instanceof AppError) return []
    throw error
  }
}

async function askRtsp(
  options: ScanOptions,
  host: string,
  port: number,
  signal: AbortSignal,
): Promise<string[]> {
  if (!(await asksLikeRtsp(host, port, options.timeoutMs, signal))) return []
  return [`rtsp://${hostInUri(host)}${port === 554 ? '' : `:${port}`}/`]
}

async function askPlace(options: ScanOptions, place: Place, signal: AbortSignal): Promise<string[]> {
  const { host, port } = place
  const ports = port === null ? options.onvifPorts : [port]
  const answers = await Promise.all(ports.map((one) => askOnvif(options, host, one, signal)))
  const found = answers.flat()
  return found.length > 0 ? found : askRtsp(options, host, port ?? options.rtspPort, signal)
}

/** See `CameraDiscovery.scan`. What cannot be read as an address counts as asked. */
export async function scanAddresses(
  options: ScanOptions,
  addresses: readonly string[],
  listener: DiscoveryListener,
  signal: AbortSignal,
): Promise<void> {
  const waiting = addresses.entries()
  const seen = new Set<string>()
  let done = 0
  async function work(): Promise<void> {
    for (const [, text] of waiting) {
      if (signal.aborted) return
      const place = placeOf(text)
      const found = place ? await askPlace(options, place, signal) : []
      if (signal.aborted) return
      for (const address of found) {
        if (seen.has(address)) continue
        seen.add(address)
        const unknown = { endpoint: null, name: null, hardware: null, location: null, viaInterface: null }
        listener.onFound({ address, ...unknown })
      }
      done += 1
      listener.onAsked(done, addresses.length)
    }
  }
  await Promise.all(Array.from({ length: Math.min(options.hostsAtOnce, addresses.length) }, work))
}
