import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { StreamFacts } from '#shared/cameras/cameras.model.ts'
import { argon2Hasher } from '#main/adapters/argon2/password-hasher.ts'
import { findFfmpeg } from '#main/adapters/ffmpeg/find-ffmpeg.ts'
import { createFfmpegVideoTool } from '#main/adapters/ffmpeg/video-tool.ts'
import { createNodeFileStore } from '#main/adapters/files/node-file-store.ts'
import { createFileSecretStore } from '#main/adapters/keychain/file-secret-store.ts'
import { createOnvifCameraDevice } from '#main/adapters/onvif/onvif-camera-device.ts'
import { readTable } from '#main/adapters/spreadsheet/read-table.ts'
import type { Db } from '#main/db/db.ts'
import {
  DEFAULT_RECORDER_SETTINGS,
  type RecorderSettings,
} from '#main/features/recordings/camera-recorder.ts'
import { createHost, type HostAdapters } from '#main/host/create-host.ts'
import { systemClock } from '#main/ports/clock.ts'
import { newId } from '#main/ports/new-id.ts'
import { readCriteriaTemplates } from '#main/serve/resources.ts'

export type TestHost = Awaited<ReturnType<typeof openTestHost>>

export type TestHostOptions = {
  readonly db: Db
  readonly adapters?: Partial<HostAdapters>
  readonly recorder?: Partial<RecorderSettings>
}

/** What a probe of a camera that nobody needs to reach would have seen. */
export const SOME_STREAM: StreamFacts = {
  codec: 'h264',
  widthPx: 640,
  heightPx: 360,
  frameRateMilli: 12_000,
  keyframeSpacingMs: 1000,
  hasAudio: false,
}

/** For tests of something else than passwords: the real one is slow by design. */
export const quickHasher: HostAdapters['hasher'] = {
  hash: async (password) => `plain:${password}`,
  verify: async (hash, password) => hash === `plain:${password}`,
}

export async function ffmpegPath(): Promise<string> {
  const found = await findFfmpeg(process.env, process.platform)
  if (found.ffmpegPath === null) throw new Error('these tests need ffmpeg')
  return found.ffmpegPath
}

/**
 * The host on a given database and a folder of its own, with the real adapters except that cameras added by an rtsp
 * address are not looked at. Not started. `log` holds what it said.
 */
export async function openTestHost({ db, adapters = {}, recorder = {} }: TestHostOptions) {
  const folder = await mkdtemp(join(tmpdir(), 'minh-chung-host-'))
  const log: string[] = []
  const recordingFiles = createNodeFileStore(join(folder, 'recordings'))
  const host = createHost(
    {
      db,
      clock: systemClock,
      steadyMs: () => performance.now(),
      random: Math.random,
      newId,
      hasher: argon2Hasher,
      secrets: createFileSecretStore({ dataFolder: folder }),
      recordingFiles,
      evidenceFiles: createNodeFileStore(join(folder, 'evidence')),
      video: createFfmpegVideoTool(await ffmpegPath()),
      device: createOnvifCameraDevice(),
      probeStream: async () => SOME_STREAM,
      readTable,
      staticFiles: async () => new Response('page'),
      log: (message) => log.push(message),
      ...adapters,
    },
    {
      station: { id: newId(), name: 'Trạm thử', version: '0.0.1', program: 'minh-chung 0.0.1' },
      recorder: { ...DEFAULT_RECORDER_SETTINGS, ...recorder },
      criteriaTemplates: readCriteriaTemplates(),
      demoAccounts: [],
      secureCookie: false,
    },
  )
  return {
    ...host,
    db,
    folder,
    log,
    recordingFiles,
    close: async () => {
      await host.stop()
      await rm(folder, {
        recursive: true,
        force: true,
      })
    },
  }
}
