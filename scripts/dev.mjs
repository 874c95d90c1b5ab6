// `npm run dev`: the host on a fixed port and Vite's server in front of it, which reloads the pages on each change.
// Options go to `serve`, e.g. `npm run dev -- --data ./data`.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { continueUnderNode24 } from './lib/node-runtime.mjs'
import { repositoryRoot, say } from './lib/process.mjs'
import { toolScript } from './lib/tools.mjs'

await continueUnderNode24()

const hostPort = process.env.MINH_CHUNG_DEV_PORT ?? '8080'

/** @param {readonly string[]} args @param {Record<string, string>} [env] */
function startNode(args, env = {}) {
  return spawn(process.execPath, [...args], {
    cwd: repositoryRoot,
    env: { ...process.env, ...env },
    stdio: 'inherit',
  })
}

const serveArgs = ['serve', '--port', hostPort, ...process.argv.slice(2)]
const host = startNode([
  '--watch-path=src/main',
  '--watch-path=src/shared',
  join('src', 'main', 'cli', 'main.ts'),
  ...serveArgs,
])
const vite = startNode([toolScript('vite'), '--config', 'vite.renderer.config.ts'], {
  MINH_CHUNG_DEV_HOST: `http://127.0.0.1:${hostPort}`,
})
say(`host on http://127.0.0.1:${hostPort}; open the address that Vite prints below`)

/** When one ends, so does the other. @param {number | null} code */
function endBoth(code) {
  host.kill()
  vite.kill()
  process.exitCode = code ?? 0
}
host.on('exit', endBoth)
vite.on('exit', endBoth)
process.on('SIGTERM', () => endBoth(0))
process.on('SIGINT', () => {})
