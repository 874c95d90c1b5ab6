import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { AppError } from '#shared/kernel/app-error.ts'
import { argon2Hasher } from '#main/adapters/argon2/password-hasher.ts'
import { findFfmpeg } from '#main/adapters/ffmpeg/find-ffmpeg.ts'
import { probeStream } from '#main/adapters/ffmpeg/probe-stream.ts'
import { sendWebhook } from '#main/adapters/http/send-webhook.ts'
import { createProcessorLoad } from '#main/adapters/system/processor-load.ts'
import { createReadFrames, createTakeJpeg } from '#main/adapters/ffmpeg/footage-frames.ts'
import { createReadKeyframes } from '#main/adapters/ffmpeg/keyframe-pictures.ts'
import { createReadThumbnails } from '#main/adapters/ffmpeg/keyframe-thumbnails.ts'
import { createMediaFiles } from '#main/adapters/ffmpeg/media-file.ts'
import { importFolder } from '#main/adapters/files/import-folder.ts'
import { DEFAULT_BACKFILL_TIMING } from '#main/features/backfill/backfill.ports.ts'
import { createOpenLive } from '#main/adapters/ffmpeg/live-stream.ts'
import { createFfmpegVideoTool } from '#main/adapters/ffmpeg/video-tool.ts'
import { createNodeFileStore } from '#main/adapters/files/node-file-store.ts'
import { createRecordingStore } from '#main/adapters/files/recording-store.ts'
import { createFileSecretStore } from '#main/adapters/keychain/file-secret-store.ts'
import { createOnvifCameraDevice } from '#main/adapters/onvif/onvif-camera-device.ts'
import { createOnvifDiscovery } from '#main/adapters/onvif/onvif-discovery.ts'
import { openQrReader } from '#main/adapters/qr/qr-reader.ts'
import { createOpenReplay } from '#main/adapters/rtsp/open-replay.ts'
import { watchSsrc } from '#main/adapters/rtsp/watch-ssrc.ts'
import { createImportReader } from '#main/adapters/spreadsheet/import-reader.ts'
import { readTable } from '#main/adapters/spreadsheet/read-table.ts'
import { writeWorkbook } from '#main/adapters/spreadsheet/write-workbook.ts'
import { copySqlite, openSqlite } from '#main/db/dialects/sqlite.ts'
import { openPostgres } from '#main/db/dialects/postgres.ts'
import type { Db } from '#main/db/db.ts'
import { migrate } from '#main/db/migrate.ts'
import { readStationId } from '#main/db/station-id.ts'
import type { HostConfig } from '#main/host/create-host.ts'
import { createHost } from '#main/host/create-host.ts'
import { DEFAULT_RECORDER_SETTINGS } from '#main/features/recordings/recorder-settings.ts'
import { systemClock } from '#main/ports/clock.ts'
import { newId } from '#main/ports/new-id.ts'
import { systemTimers } from '#main/ports/timers.ts'
import { lockDataFolder } from './data-lock.ts'
import {
  programFolder,
  programVersion,
  readCriteriaTemplates,
  readShippedImportProfiles,
  readShippedNamePatterns,
} from './resources.ts'
import { createStaticFiles } from './static-files.ts'

export type StationOptions = {
  readonly dataFolder: string
  /** `postgres://…` of a province's server; the file in the data folder when absent. */
  readonly databaseUrl?: string
  readonly stationName?: string
  readonly demoAccounts?: HostConfig['demoAccounts']
  readonly recorder?: Partial<HostConfig['recorder']>
  readonly retention?: HostConfig['retention']
  readonly secureCookie?: boolean
  /** Others may have the folder open too: for commands that only read. */
  readonly shared?: boolean
  readonly log?: (message: string) => void
}

async function openDatabase(options: StationOptions): Promise<Db> {
  if (options.databaseUrl !== undefined) {
    const db = openPostgres(options.databaseUrl)
    await migrate(db, { nowMs: systemClock.nowMs() })
    return db
  }
  const filePath = join(options.dataFolder, 'minh-chung.db')
  const db = openSqlite(filePath)
  const nowMs = systemClock.nowMs()
  await migrate(db, { nowMs, beforeFirstChange: () => copySqlite(filePath, `${filePath}.before-${nowMs}`) })
  return db
}

/** The database file with its log and the copies that were made before migrations; 0 for a server elsewhere. */
async function databaseBytes({ dataFolder, databaseUrl }: StationOptions): Promise<number> {
  if (databaseUrl !== undefined) return 0
  const names = (await readdir(dataFolder)).filter((name) => name.startsWith('minh-chung.db'))
  const sizes = await Promise.all(
    names.map((name) =>
      stat(join(dataFolder, name)).then(
        ({ size }) => size,
        // The log of the database comes and goes.
        () => 0,
      ),
    ),
  )
  return sizes.reduce((sum, size) => sum + size, 0)
}

/** Opens a station on its data folder: database migrated, tools found, host built but not started. */
export async function openStation(options: StationOptions) {
  const { dataFolder } = options
  const unlock = options.shared ? () => undefined : lockDataFolder(dataFolder)
  const tools = await findFfmpeg(process.env, process.platform)
  const { ffmpegPath } = tools
  if (ffmpegPath === null) throw new AppError('precondition', 'ffmpeg.missing')
  const version = programVersion()
  const db = await openDatabase(options)
  const host = createHost(
    {
      db,
      clock: systemClock,
      steadyMs: () => performance.now(),
      timers: systemTimers,
      random: Math.random,
      newId,
      hasher: argon2Hasher,
      secrets: createFileSecretStore({ dataFolder, env: process.env }),
      recordingFiles: createRecordingStore(join(dataFolder, 'recordings')),
      evidenceFiles: createNodeFileStore(join(dataFolder, 'evidence')),
      databaseBytes: () => databaseBytes(options),
      video: createFfmpegVideoTool(ffmpegPath),
      device: createOnvifCameraDevice(),
      probeContinuity: watchSsrc,
      discovery: createOnvifDiscovery(),
      sendWebhook,
      openLive: createOpenLive(ffmpegPath),
      openReplay: createOpenReplay(ffmpegPath),
      mediaFiles: createMediaFiles(ffmpegPath),
      readKeyframes: createReadKeyframes(ffmpegPath),
      processorLoad: createProcessorLoad(),
      readThumbnails: createReadThumbnails(ffmpegPath),
      thumbnailFiles: createNodeFileStore(join(dataFolder, 'thumbnails')),
      readFrames: createReadFrames(ffmpegPath),
      takeJpeg: createTakeJpeg(ffmpegPath),
      openQrReader,
      importFolder,
      probeStream: (request) => probeStream({ ...request, ffmpegPath }),
      readTable,
      readImport: createImportReader(),
      importUploads: createNodeFileStore(join(dataFolder, 'import-uploads')),
      writeWorkbook,
      staticFiles: createStaticFiles(join(programFolder(), 'out', 'renderer')),
      log: options.log ?? (() => undefined),
    },
    {
      station: {
        id: await readStationId(db, newId),
        name: options.stationName ?? 'Minh Chứng',
        version,
        program: `minh-chung ${version}`,
      },
      recorder: { ...DEFAULT_RECORDER_SETTINGS, ...options.recorder },
      ...(options.retention ? { retention: options.retention } : {}),
      criteriaTemplates: readCriteriaTemplates(),
      namePatterns: readShippedNamePatterns(),
      importProfiles: readShippedImportProfiles(),
      backfill: DEFAULT_BACKFILL_TIMING,
      demoAccounts: options.demoAccounts ?? [],
      secureCookie: options.secureCookie ?? false,
    },
  )
  // Commands that only read need every folder too, and never start the host.
  await host.services.storage.mount()
  return {
    ...host,
    tools,
    close: async () => {
      await host.stop()
      await db.destroy()
      unlock()
    },
  }
}

export type Station = Awaited<ReturnType<typeof openStation>>
