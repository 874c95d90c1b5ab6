// Builds the browser part into out/renderer, only when its sources changed since the last time.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { withBootstrapLock } from './lib/bootstrap-lock.mjs'
import { continueUnderNode24 } from './lib/node-runtime.mjs'
import { repositoryRoot, run, say, secondsSince } from './lib/process.mjs'
import { hashOfSources } from './lib/source-hash.mjs'
import { toolScript } from './lib/tools.mjs'

await continueUnderNode24()

const sources = ['src/renderer', 'src/shared', 'resources', 'vite.renderer.config.ts', 'package-lock.json']
const stampPath = join(repositoryRoot, 'out', 'renderer', '.stamp')

async function build() {
  const stamp = hashOfSources(sources)
  if (existsSync(stampPath) && readFileSync(stampPath, 'utf8') === stamp) return 0
  const startedAtMs = Date.now()
  say('building the browser part …')
  const args = ['build', '--config', 'vite.renderer.config.ts', '--logLevel', 'warn']
  const { code } = await run(process.execPath, [toolScript('vite'), ...args])
  if (code !== 0) return code
  writeFileSync(stampPath, stamp)
  say(`browser part built in ${secondsSince(startedAtMs)}`)
  return 0
}

if (existsSync(join(repositoryRoot, 'src', 'renderer', 'index.html'))) {
  process.exitCode = await withBootstrapLock(build)
} else {
  say('no browser part yet (src/renderer/index.html is missing): not built')
}
