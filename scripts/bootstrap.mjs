// Makes a fresh clone runnable: packages, Node 24, ffmpeg, and with --tests what the tests need.
// Plain Node >= 18 without dependencies, run by npm before `start`, `demo`, `dev` and `test`.
// Options: --tests (Chromium, font, PostgreSQL) · --renderer (build the browser part too)
import { join } from 'node:path'
import { withBootstrapLock } from './lib/bootstrap-lock.mjs'
import { ensurePackages, hasValidStamp, writeStamp } from './lib/install-packages.mjs'
import { ensureNode24, findNode24, nodeVersionOf, wantedMajor } from './lib/node-runtime.mjs'
import { repositoryRoot, runInForeground, say, secondsSince } from './lib/process.mjs'
import { ensureSystemPrograms } from './lib/system-packages.mjs'

const oldestMajor = 18

async function installAll() {
  if (hasValidStamp() && findNode24()) return
  await withBootstrapLock(async () => {
    await ensurePackages()
    const node = await ensureNode24()
    writeStamp()
    say(`Node ${nodeVersionOf(node)} will run the program`)
  })
}

async function buildRenderer() {
  const node = findNode24()
  if (!node)
    throw new Error(`Node ${wantedMajor} went missing from node_modules: delete that folder and try again`)
  const code = await runInForeground(node, [join(repositoryRoot, 'scripts', 'build-renderer.mjs')])
  if (code !== 0) throw new Error('the browser part could not be built (see the lines above)')
}

async function bootstrap() {
  if (Number(process.versions.node.split('.')[0]) < oldestMajor) {
    throw new Error(`Node ${oldestMajor} or newer is needed to begin with; this is ${process.version}`)
  }
  const startedAtMs = Date.now()
  const options = process.argv.slice(2)
  await installAll()
  await ensureSystemPrograms({ forTests: options.includes('--tests') })
  if (options.includes('--renderer')) await buildRenderer()
  if (Date.now() - startedAtMs > 1000) say(`ready after ${secondsSince(startedAtMs)}`)
}

bootstrap().catch((/** @type {unknown} */ error) => {
  say(`cannot go on: ${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 1
})
