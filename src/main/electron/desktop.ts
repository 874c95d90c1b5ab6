import { join } from 'node:path'
import { app, BrowserWindow, dialog, protocol, safeStorage, session } from 'electron'
import { appScheme } from './app-address.ts'
import { createCookieJar } from './cookie-jar.ts'
import { createForward } from './forward.ts'
import { type HostCrash, HostProcess } from './host-process.ts'
import { installMenu } from './menu.ts'
import { messages } from './messages.ts'
import { createDesktopSecrets } from './secrets.ts'
import { denyPermissions, guardAllWebContents, registerAppScheme } from './security.ts'
import { openWindow } from './window.ts'

export type DesktopPaths = {
  /** The built host entry, started as a utility process. */
  readonly hostEntry: string
  readonly preload: string
  /** The data files of an installed program, which lie beside its archive; null: the host finds its own. */
  readonly resources: string | null
}

function showAbout(): void {
  void dialog.showMessageBox({ type: 'info', message: messages.about(app.getVersion()) })
}

function reportCrash(crash: HostCrash): void {
  const reason = crash.willRestart
    ? messages.hostCrashedRestarting(crash.crashInRow, crash.mostRestarts)
    : messages.hostCrashedForGood
  const output = crash.lastOutput.split('\n').slice(-12).join('\n')
  const answered = dialog.showMessageBox({
    type: crash.willRestart ? 'warning' : 'error',
    title: messages.applicationName,
    message: messages.hostCrashedTitle,
    detail: `${reason}\n\n${messages.details}: ${crash.exitCode ?? ''}\n${output}`.trim(),
    buttons: [crash.willRestart ? messages.understood : messages.quit],
  })
  if (!crash.willRestart) void answered.then(() => app.quit())
}

/** The host seals camera passwords with this key; without a keychain it keeps a key file of its own. */
async function masterKeyEnvironment(): Promise<Record<string, string>> {
  const secrets = createDesktopSecrets(join(app.getPath('userData'), 'secrets.json'), safeStorage)
  const masterKey = await secrets.getOrCreate('master-key')
  return masterKey === null ? {} : { MINH_CHUNG_MASTER_KEY: masterKey }
}

async function startHost(paths: DesktopPaths): Promise<HostProcess> {
  const host = new HostProcess({
    entryPath: paths.hostEntry,
    dataFolder: join(app.getPath('userData'), 'data'),
    environment: {
      ...process.env,
      ...(await masterKeyEnvironment()),
      ...(paths.resources === null ? {} : { MINH_CHUNG_RESOURCES: paths.resources }),
    },
    onCrash: reportCrash,
  })
  host.start()
  return host
}

/** The first quit is held back until the host has closed its recordings; the second goes through. */
function endHostWithProgram(host: HostProcess): void {
  let isHostGone = false
  app.on('before-quit', (event) => {
    if (isHostGone) return
    event.preventDefault()
    void host.stop().finally(() => {
      isHostGone = true
      app.quit()
    })
  })
}

function showFirstWindow(): void {
  const [window] = BrowserWindow.getAllWindows()
  if (window === undefined) return
  if (window.isMinimized()) window.restore()
  window.focus()
}

async function run(paths: DesktopPaths): Promise<void> {
  const host = await startHost(paths)
  endHostWithProgram(host)
  denyPermissions(session.defaultSession)
  const forward = createForward({
    connect: () => host.connect(),
    cookies: createCookieJar(),
    nowMs: Date.now,
  })
  protocol.handle(appScheme, forward)
  installMenu({ isPackaged: app.isPackaged, showAbout })
  app.on('window-all-closed', () => app.quit())
  await openWindow({
    preloadPath: paths.preload,
    statePath: join(app.getPath('userData'), 'window-state.json'),
    version: app.getVersion(),
    isPackaged: app.isPackaged,
  })
}

/** Starts the desktop program; a second one shows the first one's window and ends. */
export async function startDesktop(paths: DesktopPaths): Promise<void> {
  app.enableSandbox()
  registerAppScheme()
  guardAllWebContents()
  if (!app.requestSingleInstanceLock()) {
    app.quit()
    return
  }
  app.on('second-instance', showFirstWindow)
  await app.whenReady()
  await run(paths)
}
