// Whether a desktop window can be opened. electron 45 has no install script: its binary comes with the first run.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { modulesFolder, say } from './process.mjs'
import { toolScript } from './tools.mjs'

const electronFolder = join(modulesFolder, 'electron')
const failurePath = join(modulesFolder, '.minh-chung-electron-failed')
const downloadLimitMs = Number(process.env.MINH_CHUNG_ELECTRON_DOWNLOAD_MS ?? 120_000)
/** A network that refused the download is not asked again at every start. */
const retryAfterMs = 60 * 60_000

/** @returns {string | undefined} path of the Electron program */
export function findElectronBinary() {
  const pathFile = join(electronFolder, 'path.txt')
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8').trim() : usualName()
  const path = join(process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(electronFolder, 'dist'), name)
  return existsSync(path) ? path : undefined
}

function usualName() {
  if (process.platform === 'win32') return 'electron.exe'
  return process.platform === 'darwin' ? 'Electron.app/Contents/MacOS/Electron' : 'electron'
}

/** @returns {Promise<string | undefined>} why the download failed, or undefined when it worked */
function download() {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [toolScript('electron', 'install-electron')], {
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let firstLine = ''
    child.stderr.on('data', (/** @type {Buffer} */ chunk) => {
      firstLine ||= chunk.toString().trim().split('\n')[0] ?? ''
    })
    const timer = setTimeout(() => {
      child.kill('SIGKILL')
      resolve(`no end after ${downloadLimitMs / 1000} s`)
    }, downloadLimitMs)
    child.on('error', (error) => resolve(error.message))
    child.on('close', (code) => {
      clearTimeout(timer)
      resolve(code === 0 ? undefined : firstLine || `exit code ${code}`)
    })
  })
}

/** Linux without a display can open no window, whatever is installed. */
function displayProblem() {
  const hasDisplay = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY
  return hasDisplay ? undefined : 'there is no display (DISPLAY and WAYLAND_DISPLAY are empty)'
}

function recentFailure() {
  if (!existsSync(failurePath) || Date.now() - statSync(failurePath).mtimeMs > retryAfterMs) return undefined
  return `${readFileSync(failurePath, 'utf8')} (asked less than an hour ago; delete ${failurePath} to ask again)`
}

/**
 * @returns {Promise<{ path: string } | { reason: string }>} never rejects and never hangs
 */
export async function obtainElectron() {
  const problem = displayProblem()
  if (problem) return { reason: problem }
  const present = findElectronBinary()
  if (present) return { path: present }
  const earlier = recentFailure()
  if (earlier) return { reason: earlier }
  say('fetching the Electron program, once …')
  const failure = await download()
  const path = findElectronBinary()
  if (!failure && path) {
    rmSync(failurePath, { force: true })
    return { path }
  }
  const reason = `the Electron program could not be fetched: ${failure ?? 'its files are not where they should be'}`
  writeFileSync(failurePath, reason)
  return { reason }
}
