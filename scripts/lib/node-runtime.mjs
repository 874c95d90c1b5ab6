// Node 24 comes from the npm package `node`, since better-sqlite3 13 crashes on Node 20.
import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import {
  isWindows,
  modulesFolder,
  outputOf,
  repositoryRoot,
  run,
  runInForeground,
  runNpm,
  say,
} from './process.mjs'

export const wantedMajor = 24
const binaryPath = join(modulesFolder, 'node', 'bin', isWindows ? 'node.exe' : 'node')
const shimPath = join(modulesFolder, '.bin', isWindows ? 'node.cmd' : 'node')

/** @param {string} path */
function majorOf(path) {
  const version = existsSync(path) ? outputOf(path, ['--version']) : undefined
  return version ? Number(/^v(\d+)\./.exec(version)?.[1]) : undefined
}

function hasShim() {
  // On Windows npm links node_modules/.bin/node.cmd to an empty placeholder, so ours must name node.exe.
  if (isWindows) return existsSync(shimPath) && readFileSync(shimPath, 'utf8').includes('node.exe')
  return majorOf(shimPath) === wantedMajor
}

/** @returns {string | undefined} the path of a Node 24 to run the program with */
export function findNode24() {
  if (majorOf(binaryPath) === wantedMajor) return binaryPath
  return Number(process.versions.node.split('.')[0]) >= wantedMajor ? process.execPath : undefined
}

function lockedNodeVersion() {
  const lock = JSON.parse(readFileSync(join(repositoryRoot, 'package-lock.json'), 'utf8'))
  return String(lock.packages['node_modules/node'].version)
}

/** Brings the binary with the package that holds it for this system, without any install script. */
async function installBinaryPackage() {
  const system = isWindows ? 'win' : process.platform
  const prefix = process.platform === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node'
  const name = `${prefix}-${system}-${process.arch}`
  const folder = join(modulesFolder, '.minh-chung-node')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{"private":true}')
  const wanted = `${name}@${lockedNodeVersion()}`
  const { code } = await runNpm(['install', '--no-save', '--no-package-lock', '--ignore-scripts', wanted], {
    cwd: folder,
  })
  const source = join(folder, 'node_modules', name, 'bin', isWindows ? 'node.exe' : 'node')
  if (code === 0 && existsSync(source)) {
    mkdirSync(join(modulesFolder, 'node', 'bin'), { recursive: true })
    rmSync(binaryPath, { force: true })
    copyFileSync(source, binaryPath)
    chmodSync(binaryPath, 0o755)
  }
  rmSync(folder, { recursive: true, force: true })
}

function writeShim() {
  mkdirSync(join(modulesFolder, '.bin'), { recursive: true })
  rmSync(shimPath, { force: true })
  if (isWindows) writeFileSync(shimPath, '@ECHO off\r\n"%~dp0\\..\\node\\bin\\node.exe" %*\r\n')
  else symlinkSync(join('..', 'node', 'bin', 'node'), shimPath)
}

/** A broken node_modules/.bin/node would hide a good system Node, because `npm run` looks there first. */
function removeShims() {
  for (const name of ['node', 'node.cmd', 'node.ps1'])
    rmSync(join(modulesFolder, '.bin', name), { force: true })
}

/**
 * Makes sure that `node` in an npm script is Node 24.
 *
 * @returns {Promise<string>} its path
 */
export async function ensureNode24() {
  if (majorOf(binaryPath) !== wantedMajor) {
    say('Node 24 did not come with the npm package `node` (its install script was not run?): fetching it')
    await run(isWindows ? 'npm.cmd' : 'npm', ['rebuild', 'node'], { shell: isWindows, quiet: true })
  }
  if (majorOf(binaryPath) !== wantedMajor) await installBinaryPackage()
  if (majorOf(binaryPath) === wantedMajor) {
    if (!hasShim()) writeShim()
    return binaryPath
  }
  removeShims()
  const found = findNode24()
  if (found) return found
  throw new Error(
    `Node ${wantedMajor} is needed and the npm package \`node\` has none for ${process.platform}-${process.arch}. ` +
      `Install Node ${wantedMajor} from your system's packages or from nodejs.org, then run the command again.`,
  )
}

/**
 * Starts this same script again under Node 24 when the system's Node is older, and ends with its exit code.
 *
 * A shell that already ran the old `node` remembers where it was, and `node scripts/x.mjs` may be typed by hand.
 */
export async function continueUnderNode24() {
  if (Number(process.versions.node.split('.')[0]) >= wantedMajor) return
  const node = findNode24()
  if (!node) {
    say(`Node ${wantedMajor} is missing: run \`npm run bootstrap\` first (this is Node ${process.version})`)
    process.exit(1)
  }
  process.exit(await runInForeground(node, process.argv.slice(1)))
}

/** @param {string} node */
export function nodeVersionOf(node) {
  return spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout.trim()
}
