// Child processes for the scripts. Everything that people read goes to stderr: stdout belongs to the
// command that follows (`npm run demo -- --json` must print one JSON object and nothing else).
import { spawn, spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const repositoryRoot = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
export const modulesFolder = join(repositoryRoot, 'node_modules')
export const isWindows = process.platform === 'win32'

/** @param {string} sentence */
export function say(sentence) {
  process.stderr.write(`[minh-chung] ${sentence}\n`)
}

/** @param {number} startedAtMs */
export function secondsSince(startedAtMs) {
  return `${((Date.now() - startedAtMs) / 1000).toFixed(1)} s`
}

/**
 * Runs a command to its end with its output on our stderr, and keeps the last part of that output.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: Record<string, string | undefined>, shell?: boolean, quiet?: boolean }} [options]
 * @returns {Promise<{ code: number, output: string }>} code 127 when the command cannot be started
 */
export function run(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, [...args], {
      cwd: options.cwd ?? repositoryRoot,
      env: { ...process.env, ...options.env },
      shell: options.shell ?? false,
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    })
    const keptCharacters = 200_000
    let output = ''
    const take = (/** @type {Buffer} */ chunk) => {
      output = (output + chunk.toString()).slice(-keptCharacters)
      if (!options.quiet) process.stderr.write(chunk)
    }
    child.stdout.on('data', take)
    child.stderr.on('data', take)
    child.on('error', (error) => resolve({ code: 127, output: `${output}${error.message}` }))
    child.on('close', (code) => resolve({ code: code ?? 1, output }))
  })
}

/**
 * npm is `npm.cmd` on Windows, and Node refuses to start a .cmd without a shell.
 *
 * @param {readonly string[]} args
 * @param {{ cwd?: string, quiet?: boolean }} [options]
 */
export function runNpm(args, options = {}) {
  const env = { npm_config_audit: 'false', npm_config_fund: 'false', npm_config_update_notifier: 'false' }
  return run(isWindows ? 'npm.cmd' : 'npm', args, { ...options, env, shell: isWindows })
}

/**
 * Runs a command in the foreground, sharing our terminal, and returns its exit code.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {Record<string, string | undefined>} [env]
 * @returns {Promise<number>}
 */
export function runInForeground(command, args, env = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...args], {
      cwd: repositoryRoot,
      env: { ...process.env, ...env },
      stdio: 'inherit',
    })
    // Ctrl+C reaches the child through the terminal's process group; a `kill` of this script does not.
    const passOn = (/** @type {NodeJS.Signals} */ signal) => child.kill(signal)
    process.on('SIGTERM', passOn)
    process.on('SIGINT', ignoreSignal)
    child.on('error', reject)
    child.on('close', (code, signal) => {
      process.off('SIGTERM', passOn)
      process.off('SIGINT', ignoreSignal)
      resolve(code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 130 : 1))
    })
  })
}

function ignoreSignal() {}

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @returns {string | undefined} what the command prints, or undefined when it fails
 */
export function outputOf(command, args) {
  const result = spawnSync(command, [...args], { encoding: 'utf8', timeout: 20_000, windowsHide: true })
  return result.status === 0 ? result.stdout.trim() : undefined
}
