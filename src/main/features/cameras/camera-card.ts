import { parseCameraAddress } from '#shared/cameras/camera-address.rules.ts'
import { withCredentials } from '#shared/cameras/stream-uri.rules.ts'
import { AppError } from '#shared/kernel/app-error.ts'
import type { CameraDevice } from '#main/ports/camera-device.ts'
import type { CameraCard } from './camera-card.ports.ts'

type Login = { readonly address: string; readonly username: string; readonly password: string }

/** @throws AppError `precondition camera.no-card` (RTSP only), `unavailable reach.*`, `forbidden credentials.wrong` */
export async function openCameraCard(
  device: CameraDevice,
  { address: typed, username, password }: Login,
  signal?: AbortSignal,
): Promise<CameraCard> {
  const address = parseCameraAddress(typed)
  if (address?.kind !== 'onvif') throw new AppError('precondition', 'camera.no-card')
  const session = await device.connect({ address, username, password }, signal)
  return {
    recordings: (aborted) => session.findRecordings(aborted),
    replayUrl: async (token, aborted) =>
      withCredentials(await session.getReplayUri(token, aborted), username, password),
  }
}
