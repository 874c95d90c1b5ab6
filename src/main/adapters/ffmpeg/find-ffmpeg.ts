import { constants } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { posix, win32 } from 'node:path'
import { messageOf } from '#shared/kernel/app-error.ts'

export type FfmpegSource = 'environment' | 'ffmpeg-static' | 'path'
export type TriedPlace = { readonly where: string; readonly why: string }

export type FoundFfmpeg = {
  /** Full path, or null when no place had one: `tried` then says why, place by place. */
  readonly ffmpegPath: string | null
  /** Beside ffmpeg, else from PATH. ffmpeg-static brings none. */
  readonly ffprobePath: string | null
  readonly source: FfmpegSource | null
  readonly tried: readonly TriedPlace[]
}

type Environment = Readonly<Record<string, string | undefined>>
type Attempt = { readonly path: string | null; readonly tried: readonly TriedPlace[] }

/** @returns why the file cannot be run, or null when it can */
async function problemWith(path: string, platform: NodeJS.Platform): Promise<string | null> {
  try {
    if (!(await stat(path)).isFile()) return 'not a file'
    if (platform !== 'win32') await access(path, constants.X_OK)
    return null
  } catch (error) {
    if (error instanceof Error && 'code' in error) {
      if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return 'no such file'
      if (error.code === 'EACCES') return 'may not be run (no execute permission)'
    }
    return messageOf(error)
  }
}

async function tryPath(where: string, path: string, platform: NodeJS.Platform): Promise<Attempt> {
  const problem = await problemWith(path, platform)
  return problem === null
    ? { path, tried: [] }
    : { path: null, tried: [{ where: `${where}: ${path}`, why: problem }] }
}

async function tryEnvironment(environment: Environment, platform: NodeJS.Platform): Promise<Attempt> {
  const wished = environment.MINH_CHUNG_FFMPEG
  if (!wished) return { path: null, tried: [{ where: 'MINH_CHUNG_FFMPEG', why: 'not set' }] }
  return tryPath('MINH_CHUNG_FFMPEG', wished, platform)
}

/** In the packaged app the binary lies beside the archive, since nothing inside an archive can be run. */
export function outsideArchive(path: string): string {
  return path.replace(/([\\/])app\.asar([\\/])/, '$1app.asar.unpacked$2')
}

async function tryPackage(platform: NodeJS.Platform): Promise<Attempt> {
  try {
    // An optional dependency: a static import would break the program wherever its download failed.
    const found: unknown = createRequire(import.meta.url)('ffmpeg-static')
    if (typeof found !== 'string') {
      return { path: null, tried: [{ where: 'ffmpeg-static', why: `has no program for ${platform}` }] }
    }
    return await tryPath('ffmpeg-static', outsideArchive(found), platform)
  } catch {
    return { path: null, tried: [{ where: 'ffmpeg-static', why: 'not installed' }] }
  }
}

async function trySearchPath(
  name: string,
  environment: Environment,
  platform: NodeJS.Platform,
): Promise<Attempt> {
  const paths = platform === 'win32' ? win32 : posix
  const folders = (environment.PATH ?? environment.Path ?? '')
    .split(paths.delimiter)
    .filter((folder) => folder !== '')
  const fileName = platform === 'win32' ? `${name}.exe` : name
  for (const folder of folders) {
    const path = paths.join(folder, fileName)
    if ((await problemWith(path, platform)) === null) return { path, tried: [] }
  }
  const why = folders.length === 0 ? 'PATH is empty' : `no ${fileName} in ${folders.length} folders`
  return { path: null, tried: [{ where: 'PATH', why }] }
}

async function findFfprobe(
  ffmpegPath: string,
  environment: Environment,
  platform: NodeJS.Platform,
): Promise<Attempt> {
  const paths = platform === 'win32' ? win32 : posix
  const beside = paths.join(paths.dirname(ffmpegPath), platform === 'win32' ? 'ffprobe.exe' : 'ffprobe')
  const first = await tryPath('ffprobe beside ffmpeg', beside, platform)
  if (first.path !== null) return first
  const second = await trySearchPath('ffprobe', environment, platform)
  return { path: second.path, tried: [...first.tried, ...second.tried] }
}

/**
 * Looks for ffmpeg in the order MINH_CHUNG_FFMPEG, the npm package ffmpeg-static, PATH.
 *
 * Never throws. `tried` holds each place that was passed over and why, for `doctor` to show; scripts/lib/find-programs.mjs
 * keeps the same order for the bootstrap, which must run without any package.
 */
export async function findFfmpeg(environment: Environment, platform: NodeJS.Platform): Promise<FoundFfmpeg> {
  const attempts: readonly (readonly [FfmpegSource, () => Promise<Attempt>])[] = [
    ['environment', () => tryEnvironment(environment, platform)],
    ['ffmpeg-static', () => tryPackage(platform)],
    ['path', () => trySearchPath('ffmpeg', environment, platform)],
  ]
  const tried: TriedPlace[] = []
  for (const [source, attempt] of attempts) {
    const result = await attempt()
    tried.push(...result.tried)
    if (result.path === null) continue
    const ffprobe = await findFfprobe(result.path, environment, platform)
    return { ffmpegPath: result.path, ffprobePath: ffprobe.path, source, tried: [...tried, ...ffprobe.tried] }
  }
  return { ffmpegPath: null, ffprobePath: null, source: null, tried }
}
