import { z } from 'zod'
import { idSchema } from '../kernel/ids.ts'
import { instantMsSchema } from '../kernel/instant.ts'

export const MAX_LIVE_CAMERAS = 16

/** One picture on the wall: `sub` is the smaller stream where there is one; `h264` is made from another codec by the host. */
export const liveChannelSchema = z.object({
  cameraId: idSchema,
  quality: z.enum(['sub', 'main']),
  codec: z.enum(['copy', 'h264']),
})
export type LiveChannel = z.infer<typeof liveChannelSchema>

/** What the host says of a channel whenever it changes. */
export const liveStateSchema = z.object({
  state: z.enum(['connecting', 'playing', 'retrying']),
  /** Station time. */
  sinceMs: instantMsSchema,
  /** Why there is no picture: key under `recorder.` in the locales; null while there is one. */
  reason: z.string().nullable(),
})
export type LiveState = z.infer<typeof liveStateSchema>

/** `<camera>.<sub|main>.<copy|h264>`, as it stands in the address. */
export function formatLiveChannel({ cameraId, quality, codec }: LiveChannel): string {
  return `${cameraId}.${quality}.${codec}`
}

/** null for anything else. */
export function parseLiveChannel(text: string): LiveChannel | null {
  const [cameraId, quality, codec, ...rest] = text.split('.')
  const parsed = liveChannelSchema.safeParse({ cameraId, quality, codec })
  return parsed.success && rest.length === 0 ? parsed.data : null
}
