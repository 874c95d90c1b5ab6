import type { UseFormReturnType } from '@mantine/form'
import type { CameraCredentials } from '#shared/cameras/cameras.model.ts'

export type CameraValues = {
  readonly address: string
  readonly username: string
  readonly password: string
  readonly name: string
  readonly communeUnitId: string | null
  readonly roomId: string | null
  readonly counterIds: string[]
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
  record: true,
}

export type CameraForm = UseFormReturnType<CameraValues>

export function credentialsOf({ address, username, password }: CameraValues): CameraCredentials {
  return { address: address.trim(), username: username.trim(), password }
}

export function newCameraOf(values: CameraValues) {
  const { name, roomId, counterIds, record } = values
  return { ...credentialsOf(values), name, roomId: roomId ?? '', counterIds, record }
}
