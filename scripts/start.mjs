// `npm start`: the desktop window where Electron can be had, else the same program in the browser.
// `npm start -- --browser` asks for the browser at once; other options go to `serve`.
import { join } from 'node:path'
import { obtainElectron } from './lib/electron-binary.mjs'
import { continueUnderNode24 } from './lib/node-runtime.mjs'
import { repositoryRoot, run, runInForeground, say } from './lib/process.mjs'
import { toolScript } from './lib/tools.mjs'

await continueUnderNode24()

const options = process.argv.slice(2).filter((option) => option !== '--browser')
const wantsBrowser = process.argv.includes('--browser')

async function startBrowserVersion() {
  const renderer = await run(process.execPath, [join(repositoryRoot, 'scripts', 'build-renderer.mjs')])
  if (renderer.code !== 0) return renderer.code
  const entry = join(repositoryRoot, 'src', 'main', 'cli', 'main.ts')
  return runInForeground(process.execPath, [entry, 'serve', '--open', ...options])
}

/** @param {string} electronPath */
async function startDesktopVersion(electronPath) {
  const build = await run(process.execPath, [toolScript('electron-vite'), 'build', '--logLevel', 'warn'])
  if (build.code !== 0) return build.code
  // Chromium's sandbox refuses to run as root; nobody should, but a container may.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  return runInForeground(electronPath, [...asRoot, repositoryRoot, ...options])
}

async function start() {
  if (wantsBrowser) return startBrowserVersion()
  const electron = await obtainElectron()
  if ('path' in electron) return startDesktopVersion(electron.path)
  say(`Không mở được cửa sổ ứng dụng, nên chương trình chạy trong trình duyệt. Lý do: ${electron.reason}`)
  say(`No desktop window can be opened, so the program runs in the browser. Why: ${electron.reason}`)
  return startBrowserVersion()
}

process.exitCode = await start()
