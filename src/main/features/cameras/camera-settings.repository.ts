import type { Updateable } from 'kysely'
import type {
  Camera,
  DeviceCapabilities,
  DeviceIdentity,
  MediaProfile,
  RecordedStream,
  SubStream,
} from '#shared/cameras/cameras.model.ts'
import type { NoticedChange } from '#shared/cameras/camera-changes.rules.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { Db } from '#main/db/db.ts'
import type { CamerasTable } from '#main/db/schema.ts'

async function update(transaction: Db, id: Id, columns: Updateable<CamerasTable>): Promise<void> {
  await transaction.updateTable('cameras').set(columns).where('id', '=', id).execute()
}

const identityColumns = (device: DeviceIdentity): Updateable<CamerasTable> => ({
  manufacturer: device.manufacturer,
  model: device.model,
  firmware: device.firmware,
  serial_number: device.serialNumber,
})

const subStreamColumns = (subStream: SubStream): Updateable<CamerasTable> => ({
  sub_profile_token: subStream.profileToken,
  sub_stream_uri: subStream.uri,
  sub_codec: subStream.codec,
  sub_width_px: subStream.widthPx,
  sub_height_px: subStream.heightPx,
})

export const updateRecordedStream = (transaction: Db, id: Id, stream: RecordedStream): Promise<void> =>
  update(transaction, id, { recorded_stream: stream })

/** null turns the sound off. */
export const updateAudio = (transaction: Db, id: Id, reason: string | null): Promise<void> =>
  update(transaction, id, { audio_enabled: reason === null ? 0 : 1, audio_reason: reason })

export const updateIdentity = (transaction: Db, id: Id, device: DeviceIdentity): Promise<void> =>
  update(transaction, id, identityColumns(device))

export const updateCapabilities = (
  transaction: Db,
  id: Id,
  capabilities: DeviceCapabilities,
): Promise<void> => update(transaction, id, { capabilities_json: JSON.stringify(capabilities) })

/** Writes what changed of the picture, and leaves the rest as it was measured. */
export async function updatePicture(
  transaction: Db,
  id: Id,
  picture: Pick<MediaProfile, 'codec' | 'widthPx' | 'heightPx'>,
  changes: readonly NoticedChange[],
): Promise<void> {
  const has = (field: NoticedChange['field']): boolean => changes.some((change) => change.field === field)
  if (has('codec')) await update(transaction, id, { codec: picture.codec })
  if (has('resolution')) {
    await update(transaction, id, { width_px: picture.widthPx, height_px: picture.heightPx })
  }
}

/** What a new climb of the ladder found, in the place of what was known. A sub-stream that was not found stays. */
export function updateProbed(transaction: Db, camera: Camera): Promise<void> {
  return update(transaction, camera.id, {
    stream_uri: camera.streamUri,
    codec: camera.codec,
    width_px: camera.widthPx,
    height_px: camera.heightPx,
    keyframe_spacing_ms: camera.keyframeSpacingMs,
    profile_token: camera.profileToken,
    capabilities_json: JSON.stringify(camera.capabilities),
    ...(camera.device ? identityColumns(camera.device) : {}),
    ...(camera.subStream ? subStreamColumns(camera.subStream) : {}),
  })
}
