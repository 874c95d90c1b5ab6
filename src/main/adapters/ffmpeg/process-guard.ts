import { type ChildProcess, spawn } from 'node:child_process'
import { Socket } from 'node:net'

/** Keeps the last line that it was told, and kills those processes when whoever tells is gone. */
const SCRIPT = 'while read -r line; do last="$line"; done; [ -n "$last" ] && kill -9 $last'

const watched = new Set<number>()
let guard: ChildProcess | null = null

function startGuard(): ChildProcess {
  const started = spawn('/bin/sh', ['-c', SCRIPT], { stdio: ['pipe', 'ignore', 'ignore'], detached: true })
  const forget = (): void => {
    if (guard === started) guard = null
  }
  started.on('error', forget)
  started.once('exit', forget)
  started.stdin.on('error', forget)
  // Neither the shell nor its pipe keeps the program from ending.
  started.unref()
  if (started.stdin instanceof Socket) started.stdin.unref()
  return started
}

function tellGuard(): void {
  guard ??= startGuard()
  guard.stdin?.write(`${[...watched].join(' ')}\n`)
}

/**
 * Ends the child with this program, however that ends. An ffmpeg that waits for a camera reads no `q` and writes nothing
 * that could fail: its host's death goes unnoticed, and a camera that sends endless headers would keep it for ever. One
 * small shell waits for the host's end of its pipe to close, which happens whatever ends the host. Windows ends the
 * children of a process by itself (libuv's job object).
 */
export function endWithProgram(child: ChildProcess): void {
  const { pid } = child
  if (process.platform === 'win32' || pid === undefined) return
  watched.add(pid)
  tellGuard()
  child.once('exit', () => {
    watched.delete(pid)
    tellGuard()
  })
}
