import { randomBytes } from 'node:crypto'
import { utilityProcess, type UtilityProcess } from 'electron'
import { z } from 'zod'
import type { HostConnection } from './forward.ts'

export type HostProcessOptions = {
  /** The built host-entry.js. */
  readonly entryPath: string
  readonly dataFolder: string
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly onCrash: (crash: HostCrash) => void
  /** How long to wait before the nth restart; more crashes in a row than entries, and the host stays down. */
  readonly restartDelaysMs?: readonly number[]
  /** How long a host may take to end by itself before it is killed. */
  readonly stopLimitMs?: number
  /** A host that ran this long has recovered: its next crash counts as the first. */
  readonly stableAfterMs?: number
}

export type HostCrash = {
  readonly exitCode: number | null
  /** 1 for the first crash in a row. */
  readonly crashInRow: number
  readonly mostRestarts: number
  readonly willRestart: boolean
  /** The last lines that the host printed, or what it said before it gave up. */
  readonly lastOutput: string
}

const hostMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready'), port: z.number().int().min(1).max(65_535) }),
  z.object({ type: z.literal('failed'), message: z.string() }),
])

const keptOutputCharacters = 4_000
const defaultRestartDelaysMs = [500, 1_000, 3_000, 10_000, 30_000]

type Waiting = {
  readonly resolve: (connection: HostConnection) => void
  readonly reject: (error: Error) => void
}
type State = 'stopped' | 'starting' | 'running' | 'restarting' | 'stopping' | 'given-up'

/** The host in its own process: started, watched, restarted after a crash, ended with the program. */
export class HostProcess {
  readonly #options: HostProcessOptions
  #state: State = 'stopped'
  #child: UtilityProcess | null = null
  #connection: HostConnection | null = null
  #waiting: Waiting[] = []
  #crashesInRow = 0
  #readyAtMs = 0
  #lastOutput = ''
  #restartTimer: NodeJS.Timeout | null = null

  constructor(options: HostProcessOptions) {
    this.#options = options
  }

  start(): void {
    if (this.#state !== 'stopped' && this.#state !== 'restarting') return
    this.#state = 'starting'
    this.#lastOutput = ''
    const bootSecret = randomBytes(32).toString('hex')
    const child = utilityProcess.fork(this.#options.entryPath, ['--data', this.#options.dataFolder], {
      env: { ...this.#options.environment, MINH_CHUNG_BOOT_SECRET: bootSecret },
      stdio: 'pipe',
      serviceName: 'Minh Chứng host',
    })
    this.#child = child
    child.stdout?.on('data', (chunk: Buffer) => this.#keepOutput(chunk))
    child.stderr?.on('data', (chunk: Buffer) => this.#keepOutput(chunk))
    child.on('message', (message: unknown) => this.#onMessage(message, bootSecret))
    child.once('exit', (exitCode) => this.#onExit(child, exitCode))
  }

  /** Resolves as soon as a host answers; rejects when there is none and none will come. */
  connect(): Promise<HostConnection> {
    if (this.#connection !== null) return Promise.resolve(this.#connection)
    if (this.#state !== 'starting' && this.#state !== 'restarting') {
      return Promise.reject(new Error(`the host is ${this.#state}`))
    }
    return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }))
  }

  /** Asks the host to end, kills it when it does not, and resolves when it is gone. */
  async stop(): Promise<void> {
    if (this.#restartTimer !== null) clearTimeout(this.#restartTimer)
    this.#restartTimer = null
    const child = this.#child
    this.#state = 'stopping'
    this.#rejectWaiting('the host is stopping')
    if (child !== null) {
      const isGone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
      child.postMessage({ type: 'stop' })
      const timer = setTimeout(() => child.kill(), this.#options.stopLimitMs ?? 10_000)
      await isGone
      clearTimeout(timer)
    }
    this.#state = 'stopped'
  }

  #onMessage(message: unknown, bootSecret: string): void {
    const parsed = hostMessage.safeParse(message)
    if (!parsed.success || this.#state === 'stopping') return
    if (parsed.data.type === 'failed') {
      this.#lastOutput = parsed.data.message
      this.#child?.kill()
      return
    }
    this.#state = 'running'
    this.#readyAtMs = Date.now()
    const connection = { port: parsed.data.port, bootSecret }
    this.#connection = connection
    for (const { resolve } of this.#waiting.splice(0)) resolve(connection)
  }

  #onExit(child: UtilityProcess, exitCode: number | null): void {
    if (this.#child !== child) return
    this.#child = null
    this.#connection = null
    if (this.#state === 'stopping') return
    const delaysMs = this.#options.restartDelaysMs ?? defaultRestartDelaysMs
    const wasStable =
      this.#state === 'running' && Date.now() - this.#readyAtMs >= (this.#options.stableAfterMs ?? 60_000)
    this.#crashesInRow = wasStable ? 1 : this.#crashesInRow + 1
    const delayMs = delaysMs[this.#crashesInRow - 1]
    this.#state = delayMs === undefined ? 'given-up' : 'restarting'
    if (delayMs === undefined) this.#rejectWaiting('the host crashed too often')
    else this.#restartTimer = setTimeout(() => this.start(), delayMs)
    this.#options.onCrash({
      exitCode,
      crashInRow: this.#crashesInRow,
      mostRestarts: delaysMs.length,
      willRestart: delayMs !== undefined,
      lastOutput: this.#lastOutput.trim(),
    })
  }

  #rejectWaiting(reason: string): void {
    for (const { reject } of this.#waiting.splice(0)) reject(new Error(reason))
  }

  #keepOutput(chunk: Buffer): void {
    process.stderr.write(chunk)
    this.#lastOutput = (this.#lastOutput + chunk.toString()).slice(-keptOutputCharacters)
  }
}
