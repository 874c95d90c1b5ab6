import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { StreamFacts } from '#shared/cameras/cameras.model.ts'
import { findFfmpeg } from '#main/adapters/ffmpeg/find-ffmpeg.ts'
import { sendWebhook } from '#main/adapters/http/send-webhook.ts'
import { createReadFrames, createTakeJpeg } from '#main/adapters/ffmpeg/footage-frames.ts'
import { createReadKeyframes } from '#main/adapters/ffmpeg/keyframe-pictures.ts'
import { createReadThumbnails } from '#main/adapters/ffmpeg/keyframe-thumbnails.ts'
import { createMediaFiles } from '#main/adapters/ffmpeg/media-file.ts'
import { createOpenLive } from '#main/adapters/ffmpeg/live-stream.ts'
import { createFfmpegVideoTool } from '#main/adapters/ffmpeg/video-tool.ts'
import { importFolder } from '#main/adapters/files/import-folder.ts'
import { createNodeFileStore } from '#main/adapters/files/node-file-store.ts'
import { createRecordingStore } from '#main/adapters/files/recording-store.ts'
import { createFileSecretStore } from '#main/adapters/keychain/file-secret-store.ts'
import { createOnvifCameraDevice } from '#main/adapters/onvif/onvif-camera-device.ts'
import { createOnvifDiscovery } from '#main/adapters/onvif/onvif-discovery.ts'
import { openQrReader } from '#main/adapters/qr/qr-reader.ts'
import { createOpenReplay } from '#main/adapters/rtsp/open-replay.ts'
import { createImportReader } from '#main/adapters/spreadsheet/import-reader.ts'
import { readTable } from '#main/adapters/spreadsheet/read-table.ts'
import { writeWorkbook } from '#main/adapters/spreadsheet/write-workbook.ts'
import type { Db } from '#main/db/db.ts'
import {
  DEFAULT_RECORDER_SETTINGS,
  type RecorderSettings,
} from '#main/features/recordings/recorder-settings.ts'
import type { RetentionSettings } from '#main/features/retention/retention.ports.ts'
import { createHost, type HostAdapters } from '#main/host/create-host.ts'
import { systemClock } from '#main/ports/clock.ts'
import { newId } from '#main/ports/new-id.ts'
import { systemTimers } from '#main/ports/timers.ts'
import {
  readCriteriaTemplates,
  readShippedImportProfiles,
  readShippedNamePatterns,
} from '#main/serve/resources.ts'

export type TestHost = Awaited<ReturnType<typeof openTestHost>>

export type TestHostOptions = {
  readonly db: Db
  readonly adapters?: Partial<HostAdapters>
  readonly recorder?: Partial<RecorderSettings>
  readonly retention?: Partial<RetentionSettings>
}

/** What a probe of a camera that nobody needs to reach would have seen. */
export const SOME_STREAM: StreamFacts = {
  codec: 'h264',
  widthPx: 640,
  heightPx: 360,
  frameRateMilli: 12_000,
  keyframeSpacingMs: 1000,
  hasAudio: false,
  declaredFrameRateMilli: 12_000,
  bitsPerSecond: 600_000,
  timestampJumps: 0,
}

/** For tests of something else than passwords: the real one is slow by design, and each host begins with a hash. */
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
 * address are not looked at, and that passwords are not hashed. Not started. `log` holds what it said.
 */
export async function openTestHost({ db, adapters = {}, recorder = {}, retention = {} }: TestHostOptions) {
  const folder = await mkdtemp(join(tmpdir(), 'minh-chung-host-'))
  const log: string[] = []
  const ffmpeg = await ffmpegPath()
  const recordingFiles = createRecordingStore(join(folder, 'recordings'))
  const host = createHost(
    {
      db,
      clock: systemClock,
      steadyMs: () => performance.now(),
      timers: systemTimers,
      random: Math.random,
      newId,
      hasher: quickHasher,
      secrets: createFileSecretStore({ dataFolder: folder }),
      recordingFiles,
      evidenceFiles: createNodeFileStore(join(folder, 'evidence')),
      databaseBytes: async () => 0,
      video: createFfmpegVideoTool(ffmpeg),
      device: createOnvifCameraDevice(),
      probeContinuity: async () => ({ ssrcs: 1, packets: 100 }),
      discovery: createOnvifDiscovery(),
      sendWebhook,
      openLive: createOpenLive(ffmpeg),
      openReplay: createOpenReplay(ffmpeg),
      mediaFiles: createMediaFiles(ffmpeg),
      readKeyframes: createReadKeyframes(ffmpeg),
      processorLoad: () => 0,
      readThumbnails: createReadThumbnails(ffmpeg),
      thumbnailFiles: createNodeFileStore(join(folder, 'thumbnails')),
      readFrames: createReadFrames(ffmpeg),
      takeJpeg: createTakeJpeg(ffmpeg),
      openQrReader,
      importFolder,
      probeStream: async () => SOME_STREAM,
      readTable,
      readImport: createImportReader(),
      importUploads: createNodeFileStore(join(folder, 'import-uploads')),
      writeWorkbook,
      staticFiles: async () => new Response('page'),
      log: (message) => log.push(message),
      ...adapters,
    },
    {
      station: { id: newId(), name: 'Trạm thử', version: '0.0.1', program: 'minh-chung 0.0.1' },
      recorder: { ...DEFAULT_RECORDER_SETTINGS, ...recorder },
      retention,
      criteriaTemplates: readCriteriaTemplates(),
      namePatterns: readShippedNamePatterns(),
      importProfiles: readShippedImportProfiles(),
      backfill: { retryDelaysMs: [50, 100], stallMs: 10_000 },
      demoAccounts: [],
      secureCookie: false,
    },
  )
  return {
    ...host,
    db,
    folder,
    log,
    recordingFiles: adapters.recordingFiles ?? recordingFiles,
    close: async () => {
      await host.stop()
      await rm(folder, {
        recursive: true,
        force: true,
      })
    },
  }
}
