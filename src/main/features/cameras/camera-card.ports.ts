import type { DeviceRecording } from '#shared/cameras/cameras.model.ts'

/** What a camera's own card holds, and how to play it. */
export type CameraCard = {
  /** By the device's clock, oldest first. */
  readonly recordings: (signal?: AbortSignal) => Promise<DeviceRecording[]>
  /** RTSP with credentials: never shown, logged or stored. */
  readonly replayUrl: (recordingToken: string, signal?: AbortSignal) => Promise<string>
}
