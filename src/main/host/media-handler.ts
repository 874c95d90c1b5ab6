import { Hono } from 'hono'
import { z } from 'zod'
import { AppError } from '#shared/kernel/app-error.ts'
import { idSchema } from '#shared/kernel/ids.ts'
import { HOUR_MS, instantMsSchema } from '#shared/kernel/instant.ts'
import { MAX_LIVE_CAMERAS, parseLiveChannel } from '#shared/live/live.model.ts'
import { hasPictures, stripAt } from '#shared/thumbnails/strips.rules.ts'
import { thumbnailLevelSchema } from '#shared/thumbnails/thumbnails.model.ts'
import type { Permission } from '#shared/rpc/permission.model.ts'
import type { Actor } from '#main/ports/call.ts'
import type { FileStore } from '#main/ports/file-store.ts'
import { serveFile } from './byte-range.ts'
import { requirePermission } from './guard.ts'
import type { ChunkPlace } from '#main/features/recordings/footage.service.ts'
import type { Services } from './services.ts'
import type { ViewingLog } from './viewing-log.ts'

/** Longer playlists would be megabytes of text: a player asks again further on. */
const MAX_PLAYLIST_MS = 6 * HOUR_MS

export type MediaDeps = {
  readonly services: Services
  readonly recordingFiles: FileStore
  readonly evidenceFiles: FileStore
  readonly viewings: ViewingLog
}

type Env = { readonly Bindings: { readonly actor: Actor | null } }

const playlistQuery = z.object({
  from: z.coerce.number().pipe(instantMsSchema),
  to: z.coerce.number().pipe(instantMsSchema),
  proxy: z.literal('h264').optional(),
  only: z.literal('keyframes').optional(),
})
const segmentPath = z.object({ cameraId: idSchema, file: z.string().regex(/^\d+\.mp4$/) })
const stripPath = z.object({
  cameraId: idSchema,
  level: thumbnailLevelSchema,
  from: z.coerce.number().pipe(instantMsSchema),
})
const chunkPath = (ending: 'ts' | 'mp4') =>
  z.object({
    cameraId: idSchema,
    number: z.coerce.number().int(),
    chunk: z.string().regex(new RegExp(`^\\d+-\\d+\\.${ending}$`)),
  })
const proxyPath = chunkPath('ts')
const keyframesPath = chunkPath('mp4')
const keyframesInitPath = z.object({ cameraId: idSchema, number: z.coerce.number().int() })
const liveQuery = z
  .array(
    z.string().transform((text, context) => {
      const channel = parseLiveChannel(text)
      if (!channel) context.addIssue({ code: 'custom', message: 'no live channel' })
      return channel ?? z.NEVER
    }),
  )
  .min(1)
  .max(MAX_LIVE_CAMERAS)
const boardPath = z.object({ file: z.string().regex(/^[0-9a-f-]{36}\.jpg$/) })
const clipPath = z.object({ clipId: idSchema, file: z.string().regex(/^[0-9a-f-]{36}\.mp4$/) })

/** What the address says, or AppError `not-found address.unknown`. */
function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value)
  if (!parsed.success) throw new AppError('not-found', 'address.unknown')
  return parsed.data
}

/** `3-7.ts`: the third to the seventh group. */
function chunkPlace(number: number, chunk: string): ChunkPlace {
  const [first = 0, last = 0] = chunk.split(/[-.]/).map(Number)
  return { number, first, last }
}

const noStore = { 'cache-control': 'private, no-store' }

/** `/media/*`: playlists, byte ranges of segments, transcoded chunks, evidence. Rights and viewing log at every one. */
export function createMediaHandler(deps: MediaDeps) {
  const { services, recordingFiles, evidenceFiles, viewings } = deps
  const app = new Hono<Env>()

  async function viewer(actor: Actor | null, cameraId: string): Promise<Actor> {
    const allowed = requirePermission(actor, 'recordings.view')
    await services.cameras.requireViewable(allowed, [cameraId])
    return allowed
  }

  app.get('/media/cameras/:cameraId/playlist.m3u8', async (context) => {
    const cameraId = parse(idSchema, context.req.param('cameraId'))
    await viewer(context.env.actor, cameraId)
    const { from, to, proxy, only } = parse(playlistQuery, context.req.query())
    if (from >= to) throw new AppError('invalid', 'range.empty')
    const range = { fromMs: from, toMs: Math.min(to, from + MAX_PLAYLIST_MS) }
    const kind = { isProxy: proxy !== undefined, keyframesOnly: only !== undefined }
    const playlist =
      kind.isProxy || kind.keyframesOnly
        ? services.recordings.chunkPlaylist(cameraId, range, kind)
        : services.recordings.playlist(cameraId, range)
    return context.body(await playlist, 200, { ...noStore, 'content-type': 'application/vnd.apple.mpegurl' })
  })

  app.get('/media/cameras/:cameraId/segments/:file', async (context) => {
    const { cameraId, file } = parse(segmentPath, context.req.param())
    const actor = await viewer(context.env.actor, cameraId)
    const { path, sizeBytes, range } = await services.recordings.segmentFile(
      cameraId,
      Number.parseInt(file, 10),
    )
    await viewings.footage(actor, cameraId, range)
    return serveFile(context.req.raw, {
      sizeBytes,
      contentType: 'video/mp4',
      stream: (fromByte, toByte) => recordingFiles.stream(path, fromByte, toByte),
      downloadName: null,
    })
  })

  app.get('/media/cameras/:cameraId/proxy/:number/:chunk', async (context) => {
    const { cameraId, number, chunk } = parse(proxyPath, context.req.param())
    const actor = await viewer(context.env.actor, cameraId)
    const { bytes, range } = await services.recordings.proxyChunk(
      cameraId,
      chunkPlace(number, chunk),
      context.req.query('only') === 'keyframes',
      context.req.raw.signal,
    )
    await viewings.footage(actor, cameraId, range)
    return context.body(new Uint8Array(bytes), 200, { ...noStore, 'content-type': 'video/mp2t' })
  })

  app.get('/media/cameras/:cameraId/thumbnails/:level/:from', async (context) => {
    const key = parse(stripPath, context.req.param())
    const { cameraId, level, from: fromMs } = key
    const actor = await viewer(context.env.actor, cameraId)
    const bytes = await services.thumbnails.strip({ cameraId, level, fromMs }, context.req.raw.signal)
    // Made ahead for a pointer that may come: no picture leaves, so nobody has seen one.
    if (context.req.method === 'HEAD') return context.body(null, 204, noStore)
    if (hasPictures(bytes)) await viewings.thumbnails(actor, cameraId, stripAt(level, fromMs))
    return context.body(new Uint8Array(bytes), 200, {
      ...noStore,
      'content-type': 'application/octet-stream',
    })
  })

  app.get('/media/cameras/:cameraId/keyframes/:number/init.mp4', async (context) => {
    const { cameraId, number } = parse(keyframesInitPath, context.req.param())
    await viewer(context.env.actor, cameraId)
    const bytes = await services.recordings.keyframesHeader(cameraId, number)
    return context.body(new Uint8Array(bytes), 200, { ...noStore, 'content-type': 'video/mp4' })
  })

  app.get('/media/cameras/:cameraId/keyframes/:number/:chunk', async (context) => {
    const { cameraId, number, chunk } = parse(keyframesPath, context.req.param())
    const actor = await viewer(context.env.actor, cameraId)
    const { bytes, range } = await services.recordings.keyframesChunk(cameraId, chunkPlace(number, chunk))
    await viewings.footage(actor, cameraId, range)
    return context.body(new Uint8Array(bytes), 200, { ...noStore, 'content-type': 'video/mp4' })
  })

  app.get('/media/live', async (context) => {
    const channels = parse(liveQuery, context.req.queries('c'))
    const cameraIds = [...new Set(channels.map((channel) => channel.cameraId))]
    const actor = requirePermission(context.env.actor, 'recordings.view')
    await services.cameras.requireViewable(actor, cameraIds)
    for (const cameraId of cameraIds) await viewings.live(actor, cameraId)
    return context.body(services.live.watch(channels), 200, {
      ...noStore,
      'content-type': 'application/octet-stream',
    })
  })

  async function requireStored(path: string): Promise<void> {
    if ((await evidenceFiles.sizeBytes(path)) === null)
      throw new AppError('not-found', 'file.missing', { path })
  }

  const reader = (actor: Actor | null, permission: Permission): Actor => requirePermission(actor, permission)

  app.get('/media/evidence/:clipId/bundle.zip', async (context) => {
    const actor = reader(context.env.actor, 'evidence.read')
    const clipId = parse(idSchema, context.req.param('clipId'))
    const bundle = await services.evidence.bundleFile(actor, clipId)
    await requireStored(bundle.path)
    await viewings.evidence(actor, clipId, 'evidence.download')
    return serveFile(context.req.raw, {
      sizeBytes: bundle.bytes,
      contentType: 'application/zip',
      stream: (fromByte, toByte) => evidenceFiles.stream(bundle.path, fromByte, toByte),
      downloadName: bundle.downloadName,
    })
  })

  app.get('/media/evidence/:clipId/:file', async (context) => {
    const actor = reader(context.env.actor, 'evidence.read')
    const { clipId, file } = parse(clipPath, context.req.param())
    const clip = await services.evidence.clipFile(actor, clipId, file.slice(0, -'.mp4'.length))
    await viewings.evidence(actor, clipId, 'evidence.view')
    return serveFile(context.req.raw, {
      sizeBytes: clip.lengthBytes,
      contentType: 'video/mp4',
      stream: (fromByte, toByte) =>
        evidenceFiles.stream(clip.path, clip.offsetBytes + fromByte, clip.offsetBytes + toByte),
      downloadName: null,
    })
  })

  app.get('/media/boards/:file', async (context) => {
    const { file } = parse(boardPath, context.req.param())
    const actor = requirePermission(context.env.actor, 'recordings.view')
    const picture = await services.noticeBoards.file(actor, file.slice(0, -'.jpg'.length))
    await requireStored(picture.path)
    await viewings.footage(actor, picture.cameraId, {
      fromMs: picture.takenAtMs,
      toMs: picture.takenAtMs + 1,
    })
    return serveFile(context.req.raw, {
      sizeBytes: picture.sizeBytes,
      contentType: 'image/jpeg',
      stream: (fromByte, toByte) => evidenceFiles.stream(picture.path, fromByte, toByte),
      downloadName: null,
    })
  })

  app.get('/media/exports/:exportId/:file', (context) => {
    const actor = requirePermission(context.env.actor, 'authenticated')
    const file = services.exported.file(actor, parse(idSchema, context.req.param('exportId')))
    return serveFile(context.req.raw, {
      sizeBytes: file.bytes.length,
      contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      stream: (fromByte, toByte) =>
        new Blob([new Uint8Array(file.bytes.subarray(fromByte, toByte))]).stream(),
      downloadName: file.fileName,
    })
  })

  return app
}
