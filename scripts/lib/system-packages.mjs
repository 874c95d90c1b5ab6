// ffmpeg, Chromium, a Vietnamese font and PostgreSQL: taken from the system, installed where we may.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import {
  findChromium,
  findFfmpeg,
  findOnPath,
  findPostgresFolder,
  hasVietnameseFont,
} from './find-programs.mjs'
import { run, say, secondsSince } from './process.mjs'

/**
 * @typedef {object} Need
 * @property {string} name what people call it
 * @property {string} debianPackage
 * @property {string} [windowsPackage] for winget
 * @property {string} [macPackage] for brew
 * @property {boolean} isRequired
 * @property {() => boolean} isThere
 * @property {string} without what is lost when it stays absent
 */

/** @type {readonly Need[]} */
const needsOfProgram = [
  {
    name: 'ffmpeg and ffprobe',
    debianPackage: 'ffmpeg',
    windowsPackage: 'Gyan.FFmpeg',
    macPackage: 'ffmpeg',
    isRequired: true,
    isThere: () => {
      const found = findFfmpeg()
      return Boolean(found.ffmpegPath && found.ffprobePath)
    },
    without: 'nothing can be recorded, played or cut',
  },
]

/** @type {readonly Need[]} */
const needsOfTests = [
  {
    name: 'Chromium',
    debianPackage: 'chromium',
    windowsPackage: 'Google.Chrome',
    macPackage: '--cask google-chrome',
    isRequired: false,
    isThere: () => Boolean(findChromium()),
    without: 'the browser and desktop-window tests are skipped',
  },
  {
    name: 'a font with Vietnamese',
    debianPackage: 'fonts-dejavu-core',
    isRequired: false,
    isThere: hasVietnameseFont,
    without: 'drawn scenes and screenshots may lack diacritics',
  },
  {
    name: 'PostgreSQL server',
    debianPackage: 'postgresql',
    windowsPackage: 'PostgreSQL.PostgreSQL.17',
    macPackage: 'postgresql',
    isRequired: false,
    isThere: () => Boolean(findPostgresFolder()),
    without: 'PostgreSQL tests run on PGlite only',
  },
]

function canInstallWithApt() {
  return process.platform === 'linux' && process.getuid?.() === 0 && Boolean(findOnPath(['apt-get']))
}

/** Debian's `postgresql` makes and starts a cluster of its own on install; the tests start their own instead. */
function forbidOwnPostgresCluster() {
  const folder = '/etc/postgresql-common'
  const path = `${folder}/createcluster.conf`
  const line = 'create_main_cluster = false\n'
  if (existsSync(path) && /^\s*create_main_cluster\s*=/m.test(readFileSync(path, 'utf8'))) return
  mkdirSync(folder, { recursive: true })
  writeFileSync(path, existsSync(path) ? readFileSync(path, 'utf8') + line : line)
}

/** @param {readonly Need[]} missing */
async function installWithApt(missing) {
  const packages = missing.map((need) => need.debianPackage)
  const startedAtMs = Date.now()
  say(`installing with apt-get: ${packages.join(', ')} …`)
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  const update = await run('apt-get', ['update', '-q'], { env, quiet: true })
  if (update.code !== 0) say('apt-get update failed: going on with the package list at hand')
  if (packages.includes('postgresql')) forbidOwnPostgresCluster()
  // One package at a time after a common failure, so that one that cannot be had does not take the others along.
  // confold: createcluster.conf above may stand before the package that owns it, and nobody is there to be asked.
  const options = ['install', '-y', '-q', '--no-install-recommends', '-o', 'Dpkg::Options::=--force-confold']
  const all = await run('apt-get', [...options, ...packages], { env, quiet: true })
  if (all.code !== 0) {
    for (const name of packages) {
      const one = await run('apt-get', [...options, name], { env, quiet: true })
      if (one.code !== 0) say(`apt-get could not install ${name}: ${one.output.trim().split('\n').at(-1)}`)
    }
  }
  say(`apt-get done in ${secondsSince(startedAtMs)}`)
}

/** @param {readonly Need[]} missing */
function tellHowToInstall(missing) {
  const debian = missing.map((need) => need.debianPackage).join(' ')
  const windows = missing.flatMap((need) => need.windowsPackage ?? []).join(' ')
  const mac = missing.flatMap((need) => need.macPackage ?? []).map((name) => `brew install ${name}`)
  say('please install, with the line for your system:')
  say(`  Debian, Ubuntu: sudo apt-get update && sudo apt-get install -y ${debian}`)
  if (windows) say(`  Windows:        winget install ${windows}`)
  if (mac.length > 0) say(`  macOS:          ${mac.join(' && ')}`)
  say('  or set MINH_CHUNG_FFMPEG (and MINH_CHUNG_CHROMIUM) to the full path of the program')
}

/**
 * @param {{ forTests: boolean }} options
 * @returns {Promise<void>} rejects when something that is needed cannot be had
 */
export async function ensureSystemPrograms({ forTests }) {
  const wished = process.env.MINH_CHUNG_FFMPEG
  if (wished && findFfmpeg().source !== 'MINH_CHUNG_FFMPEG') {
    say(`MINH_CHUNG_FFMPEG names ${wished}, which is not a program that can be run: looking elsewhere`)
  }
  const needs = forTests ? [...needsOfProgram, ...needsOfTests] : needsOfProgram
  const missing = needs.filter((need) => !need.isThere())
  if (missing.length === 0) return
  if (canInstallWithApt()) await installWithApt(missing)
  const stillMissing = missing.filter((need) => !need.isThere())
  if (stillMissing.length === 0) return
  for (const need of stillMissing) say(`${need.name} not found: ${need.without}`)
  tellHowToInstall(stillMissing)
  if (stillMissing.some((need) => need.isRequired)) {
    throw new Error('ffmpeg and ffprobe are needed and were not found (see the lines above)')
  }
}
