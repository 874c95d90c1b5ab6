import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { vi } from 'vitest'
import { app } from './electron-stand-in.ts'
import { standIn } from './stand-in-state.ts'
import { StandInUtilityProcess } from './stand-in-utility-process.ts'
import { StandInWindow } from './stand-in-window.ts'

export type RunningShell = {
  readonly window: StandInWindow
  readonly userDataFolder: string
  readonly stop: () => Promise<void>
}

/**
 * Runs the shell's real entry, src/main/electron/main.ts, against the stand-in, with the host entry given.
 * One shell per test file: the entry, like Electron's modules, has the process to itself.
 */
export async function startShell(hostEntry: string): Promise<RunningShell> {
  const userDataFolder = await mkdtemp(join(tmpdir(), 'minh-chung-desktop-'))
  standIn.userDataFolder = userDataFolder
  process.env.MINH_CHUNG_HOST_ENTRY = hostEntry
  process.argv.push('--minh-chung-version=0.1.0-test')
  await import('#main/electron/preload.ts')
  await import('#main/electron/main.ts')
  const window = await vi.waitFor(
    () => {
      const [first] = StandInWindow.all
      if (first === undefined || first.page.url() === 'about:blank') throw new Error('no window yet')
      return first
    },
    { timeout: 60_000, interval: 50 },
  )
  await window.page.waitForLoadState('load')
  return { window, userDataFolder, stop: () => stopShell(window, userDataFolder) }
}

async function stopShell(window: StandInWindow, userDataFolder: string): Promise<void> {
  await window.closeBrowser()
  app.quit()
  await vi.waitFor(() => {
    if (StandInUtilityProcess.alive.size > 0) throw new Error('the host is still running')
  }, 15_000)
  await rm(userDataFolder, { recursive: true, force: true })
}
