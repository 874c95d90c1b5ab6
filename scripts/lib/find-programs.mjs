// Where the programs that npm does not bring are looked for. No dependencies: this runs before any install.
import { accessSync, constants, existsSync, readdirSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, dirname, join } from 'node:path'
import { isWindows, repositoryRoot } from './process.mjs'

/** @param {string} path */
function isProgram(path) {
  try {
    if (!statSync(path).isFile()) return false
    if (!isWindows) accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/**
 * @param {readonly string[]} names
 * @returns {string | undefined}
 */
export function findOnPath(names) {
  const folders = (process.env.PATH ?? process.env.Path ?? '').split(delimiter).filter(Boolean)
  for (const name of names) {
    for (const folder of folders) {
      const path = join(folder, isWindows ? `${name}.exe` : name)
      if (isProgram(path)) return path
    }
  }
  return undefined
}

function ffmpegStaticPath() {
  try {
    const path = createRequire(join(repositoryRoot, 'package.json'))('ffmpeg-static')
    return typeof path === 'string' && isProgram(path) ? path : undefined
  } catch {
    return undefined
  }
}

/** @param {string} ffmpegPath */
function ffprobeBeside(ffmpegPath) {
  const path = join(dirname(ffmpegPath), isWindows ? 'ffprobe.exe' : 'ffprobe')
  return isProgram(path) ? path : undefined
}

/**
 * The same order as src/main/adapters/ffmpeg/find-ffmpeg.ts: MINH_CHUNG_FFMPEG, ffmpeg-static, PATH.
 *
 * @returns {{ ffmpegPath: string | undefined, ffprobePath: string | undefined, source: string }}
 */
export function findFfmpeg() {
  const wished = process.env.MINH_CHUNG_FFMPEG
  const fromEnvironment = wished && isProgram(wished) ? wished : undefined
  const fromPackage = fromEnvironment ? undefined : ffmpegStaticPath()
  const ffmpegPath = fromEnvironment ?? fromPackage ?? findOnPath(['ffmpeg'])
  const source = fromEnvironment ? 'MINH_CHUNG_FFMPEG' : fromPackage ? 'ffmpeg-static' : 'PATH'
  const ffprobePath = (ffmpegPath && ffprobeBeside(ffmpegPath)) ?? findOnPath(['ffprobe'])
  return { ffmpegPath, ffprobePath, source }
}

const chromiumPlaces = {
  win32: ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) => {
    const folder = process.env[name]
    if (!folder) return []
    return [
      join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'),
      join(folder, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
      join(folder, 'Chromium', 'Application', 'chrome.exe'),
    ]
  }),
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
}

/** @returns {string | undefined} a Chromium, Chrome or Edge that Playwright can drive */
export function findChromium() {
  const wished = process.env.MINH_CHUNG_CHROMIUM
  if (wished && isProgram(wished)) return wished
  const onPath = findOnPath(['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'])
  if (onPath) return onPath
  const places =
    process.platform === 'win32' || process.platform === 'darwin' ? chromiumPlaces[process.platform] : []
  return places.find(isProgram)
}

/** @returns {string | undefined} the folder with PostgreSQL's `initdb` and `postgres` */
export function findPostgresFolder() {
  const initdb = findOnPath(['initdb'])
  if (initdb && findOnPath(['postgres'])) return dirname(initdb)
  // Debian keeps the server's programs off PATH, one folder per major version.
  const debianFolder = '/usr/lib/postgresql'
  if (!existsSync(debianFolder)) return undefined
  return readdirSync(debianFolder)
    .sort((left, right) => Number(right) - Number(left))
    .map((version) => join(debianFolder, version, 'bin'))
    .find((folder) => isProgram(join(folder, 'initdb')) && isProgram(join(folder, 'postgres')))
}

/** Whether a font that draws Vietnamese is known to the system; true where that cannot be asked. */
export function hasVietnameseFont() {
  if (process.platform !== 'linux') return true
  return ['/usr/share/fonts', '/usr/local/share/fonts'].some(
    (folder) => existsSync(folder) && readdirSync(folder, { recursive: true }).some(isLikelyVietnamese),
  )
}

/** @param {string | Buffer} file */
function isLikelyVietnamese(file) {
  return /(DejaVuSans|NotoSans-|LiberationSans-|BeVietnam)[^/]*\.(ttf|otf)$/i.test(String(file))
}
