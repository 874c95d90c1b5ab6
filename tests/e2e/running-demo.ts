import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export type RunningDemo = {
  readonly url: string
  readonly dataFolder: string
  /** What its main job missed, by its own word. */
  readonly failures: readonly string[]
  readonly stop: () => Promise<void>
}

function exitOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.once('exit', resolve))
}

/** Runs the real `demo` command and resolves when it serves its pages: cameras recording, log imported, clip sealed. */
export async function startDemo(): Promise<RunningDemo> {
  const folder = mkdtempSync(join(tmpdir(), 'minh-chung-e2e-'))
  const dataFolder = join(folder, 'demo')
  const args = ['src/main/cli/main.ts', 'demo', '--data', dataFolder, '--port', '0']
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] })
  const exited = exitOf(child)
  let said = ''
  child.stderr.setEncoding('utf8')
  const url = await new Promise<string>((resolve, reject) => {
    child.stderr.on('data', (chunk: string) => {
      said += chunk
      const found = /http:\/\/127\.0\.0\.1:\d+\//.exec(said.slice(said.indexOf('Giao diện')))
      if (said.includes('Giao diện') && found) resolve(found[0])
    })
    void exited.then((code) => reject(new Error(`demo ended with ${code}:\n${said}`)))
  })
  return {
    url,
    dataFolder,
    failures: said.split('\n').filter((line) => line.startsWith('✘')),
    stop: async () => {
      child.kill('SIGINT')
      await exited
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
