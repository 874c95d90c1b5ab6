import { type ChildProcess, fork } from 'node:child_process'
import { EventEmitter } from 'node:events'
import type { Readable } from 'node:stream'

/** Electron's utility process as a plain Node child with an IPC channel. */
export class StandInUtilityProcess extends EventEmitter {
  static readonly alive = new Set<StandInUtilityProcess>()
  readonly #child: ChildProcess

  constructor(entryPath: string, args: readonly string[], environment: Record<string, string | undefined>) {
    super()
    this.#child = fork(entryPath, [...args], { env: environment, silent: true })
    StandInUtilityProcess.alive.add(this)
    this.#child.on('message', (message) => this.emit('message', message))
    this.#child.on('spawn', () => this.emit('spawn'))
    this.#child.on('exit', (exitCode) => {
      StandInUtilityProcess.alive.delete(this)
      this.emit('exit', exitCode)
    })
  }

  get pid(): number | undefined {
    return this.#child.pid
  }
  get stdout(): Readable | null {
    return this.#child.stdout
  }
  get stderr(): Readable | null {
    return this.#child.stderr
  }
  postMessage(message: object): void {
    if (this.#child.connected) this.#child.send(message)
  }
  kill(): boolean {
    return this.#child.kill()
  }
}
