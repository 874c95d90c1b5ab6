import { type ChildProcess, spawn } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

const cliEntry = fileURLToPath(new URL('../../src/main/cli/main.ts', import.meta.url))

export type CommandResult = { readonly code: number | null; readonly stdout: string; readonly stderr: string }

type Environment = Readonly<Record<string, string | undefined>>

/** Runs one command of the real command line to its end. */
export function runCli(
  args: readonly string[],
  options: { readonly input?: string; readonly env?: Environment } = {},
): Promise<CommandResult> {
  const child = spawn(process.execPath, [cliEntry, ...args], { env: { ...process.env, ...options.env } })
  child.stdin.on('error', () => undefined)
  child.stdin.end(options.input ?? '')
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, stdout, stderr }))
  })
}

export type StationProcess = {
  readonly processId: number
  /** Where it listens, without a slash at the end. */
  readonly url: string
  /** What it said so far. */
  readonly said: () => string
  /** Kills it as a power cut would: nothing of it runs any more. Resolves when it is gone. */
  readonly kill: () => Promise<void>
  /** Asks it to end and waits. */
  readonly stop: () => Promise<void>
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((resolve) => child.once('exit', () => resolve()))
}

/** Starts `minh-chung serve` as a process of its own; resolves when it listens. */
export async function startStationProcess(dataFolder: string): Promise<StationProcess> {
  const args = [cliEntry, 'serve', '--data', dataFolder, '--port', '0']
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  const listens = new Promise<string>((resolve, reject) => {
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text
      const address = /http:\/\/[\d.]+:\d+/.exec(said)?.[0]
      if (address !== undefined) resolve(address)
    })
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`the station ended with ${code}: ${said}`)))
  })
  const url = await listens
  const end = async (signal: 'SIGKILL' | 'SIGTERM'): Promise<void> => {
    child.kill(signal)
    await ended(child)
  }
  return {
    processId: child.pid ?? 0,
    url,
    said: () => said,
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
  }
}

/** Running processes whose command line holds the text (Linux). */
export async function processesWith(text: string): Promise<number[]> {
  const names = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const found = await Promise.all(
    names.map(async (name) => {
      const line = await readFile(`/proc/${name}/cmdline`, 'utf8').catch(() => '')
      return line.includes(text) ? Number(name) : null
    }),
  )
  return found.filter((processId) => processId !== null)
}
