// Installs node_modules from the lock file, and only when it must.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { modulesFolder, repositoryRoot, runNpm, say, secondsSince } from './process.mjs'

const lockPath = join(repositoryRoot, 'package-lock.json')
const stampPath = join(modulesFolder, '.minh-chung-stamp')
const hiddenLockPath = join(modulesFolder, '.package-lock.json')

/** @param {string} path */
function sha256OfFile(path) {
  return createHash('sha256').update(readFileSync(path)).digest('hex')
}

function readManifest() {
  return JSON.parse(readFileSync(join(repositoryRoot, 'package.json'), 'utf8'))
}

/** What an install depends on: scripts and other parts of package.json do not count. */
function wantedStamp() {
  const { dependencies, devDependencies, optionalDependencies, allowScripts } = readManifest()
  return createHash('sha256')
    .update(sha256OfFile(lockPath))
    .update(JSON.stringify({ dependencies, devDependencies, optionalDependencies, allowScripts }))
    .update(`${process.platform}-${process.arch}`)
    .digest('hex')
}

/**
 * Whether an install made by hand already holds what the lock file says. npm keeps what it installed in a hidden
 * lock file; optional packages of other systems are rightly absent from it.
 */
function isInstalledAsLocked() {
  if (!existsSync(hiddenLockPath)) return false
  const installed = JSON.parse(readFileSync(hiddenLockPath, 'utf8')).packages
  const locked = JSON.parse(readFileSync(lockPath, 'utf8')).packages
  const { dependencies, devDependencies } = readManifest()
  const askedFor = { ...dependencies, ...devDependencies }
  if (!Object.keys(askedFor).every((name) => locked[`node_modules/${name}`])) return false
  return Object.entries(locked).every(([path, wanted]) => {
    if (path === '') return true
    const present = installed[path]
    if (present) return present.version === wanted.version && existsSync(join(repositoryRoot, path))
    return wanted.optional === true || wanted.peer === true || wanted.devOptional === true
  })
}

/** @param {string} output */
function isIncompleteLock(output) {
  return /EUSAGE|Missing: .* from lock file|can only install packages when your package\.json/.test(output)
}

async function installPackages() {
  const startedAtMs = Date.now()
  say('installing the packages of package-lock.json (about a minute, 900 MB) …')
  const clean = await runNpm(['ci', '--no-progress', '--loglevel', 'error'], { quiet: true })
  if (clean.code === 0) {
    say(`packages installed in ${secondsSince(startedAtMs)}`)
    return
  }
  if (!isIncompleteLock(clean.output)) {
    process.stderr.write(clean.output)
    throw new Error('`npm ci` failed: its own message stands above')
  }
  say(
    'the lock file was written on another system and lacks packages for this one: `npm install --no-save` instead',
  )
  const lockBefore = readFileSync(lockPath)
  const loose = await runNpm(['install', '--no-save', '--no-progress', '--loglevel', 'error'])
  if (!readFileSync(lockPath).equals(lockBefore)) {
    writeFileSync(lockPath, lockBefore)
    say('npm changed package-lock.json although it was told not to: put back as it was')
  }
  if (loose.code !== 0) throw new Error('`npm install --no-save` failed: its own message stands above')
  say(`packages installed in ${secondsSince(startedAtMs)}`)
}

/** @returns {boolean} whether node_modules is what this lock file asks for, by our own stamp */
export function hasValidStamp() {
  return existsSync(stampPath) && readFileSync(stampPath, 'utf8') === wantedStamp()
}

/** @returns {Promise<boolean>} whether anything was installed */
export async function ensurePackages() {
  if (hasValidStamp()) return false
  if (!existsSync(lockPath))
    throw new Error('package-lock.json is missing: this is not a whole copy of the program')
  const isComplete = isInstalledAsLocked()
  if (!isComplete) await installPackages()
  return !isComplete
}

/** Written only once everything that follows the install has worked too. */
export function writeStamp() {
  writeFileSync(stampPath, wantedStamp())
}
