import type { Camera } from '#shared/cameras/cameras.model.ts'
import type { Id } from '#shared/kernel/ids.ts'

/** What recordings need of the cameras. */
export type RecordedCameras = {
  readonly all: () => Promise<Camera[]>
  readonly get: (id: Id) => Promise<Camera>
  readonly streamUrl: (id: Id) => Promise<string>
  readonly onChange: (listener: (camera: Camera) => void) => () => void
}
