import type { UseFormReturnType } from '@mantine/form'
import type { CameraCredentials, DeviceIdentity, RecordedStream } from '#shared/cameras/cameras.model.ts'
import type { Room } from '#shared/units/units.model.ts'
import { INITIAL_SCHEDULE, type ScheduleValues, scheduleOf } from './schedule-values.ts'

export type CameraValues = {
  readonly address: string
  readonly username: string
  readonly password: string
  readonly name: string
  readonly communeUnitId: string | null
  readonly roomId: string | null
  readonly counterIds: string[]
  readonly recordedStream: RecordedStream
  readonly schedule: ScheduleValues
  readonly record: boolean
}

export const INITIAL_CAMERA: CameraValues = {
  address: '',
  username: 'admin',
  password: '',
  name: '',
  communeUnitId: null,
  roomId: null,
  counterIds: [],
  recordedStream: 'main',
  schedule: INITIAL_SCHEDULE,
  record: true,
}

export type CameraForm = UseFormReturnType<CameraValues>

export function credentialsOf({ address, username, password }: CameraValues): CameraCredentials {
  return { address: address.trim(), username: username.trim(), password }
}

export function newCameraOf(values: CameraValues) {
  const { name, roomId, counterIds, record, recordedStream, schedule } = values
  return {
    ...credentialsOf(values),
    name,
    roomId: roomId ?? '',
    counterIds,
    record,
    recordedStream,
    schedule: scheduleOf(schedule),
  }
}

/** What stays for the next camera: the same technician gave them all one login, and they hang in one commune. */
export function valuesForNext(values: CameraValues, address: string): CameraValues {
  return { ...values, address, name: '', roomId: null, counterIds: [] }
}

/** A name that people of the commune know: the counters in view, else the room, else the device. */
export function suggestedName(
  room: Room | undefined,
  counterIds: readonly string[],
  device: DeviceIdentity | null,
): string {
  const counters = room?.counters.filter(({ id }) => counterIds.includes(id)).map(({ name }) => name) ?? []
  if (counters.length > 0) return counters.join(', ')
  if (room !== undefined) return room.name
  return device === null ? '' : `${device.manufacturer} ${device.model}`.trim()
}
