import { BrowserWindow, type BrowserWindowConstructorOptions, screen } from 'electron'
import { appOrigin } from './app-address.ts'
import { messages } from './messages.ts'
import { readWindowState, writeWindowState } from './window-state.ts'

export type WindowOptions = {
  readonly preloadPath: string
  readonly statePath: string
  readonly version: string
  readonly isPackaged: boolean
}

function keepState(window: BrowserWindow, statePath: string): void {
  window.on('close', () => {
    const { x, y, width, height } = window.getNormalBounds()
    try {
      writeWindowState(statePath, { x, y, width, height, isMaximized: window.isMaximized() })
    } catch (error) {
      // A full disk must not keep the window from closing.
      console.error('window state not kept:', error)
    }
  })
}

function browserWindowOptions(options: WindowOptions): BrowserWindowConstructorOptions {
  const screens = screen.getAllDisplays().map((display) => display.workArea)
  const { x, y, width, height } = readWindowState(options.statePath, screens)
  return {
    ...(x === undefined || y === undefined ? {} : { x, y }),
    width,
    height,
    minWidth: 1024,
    minHeight: 640,
    title: messages.applicationName,
    show: false,
    webPreferences: {
      preload: options.preloadPath,
      additionalArguments: [`--minh-chung-version=${options.version}`],
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      devTools: !options.isPackaged,
      spellcheck: false,
    },
  }
}

/** Opens the program's window on its start page. */
export async function openWindow(options: WindowOptions): Promise<BrowserWindow> {
  const screens = screen.getAllDisplays().map((display) => display.workArea)
  const window = new BrowserWindow(browserWindowOptions(options))
  keepState(window, options.statePath)
  window.once('ready-to-show', () => {
    if (readWindowState(options.statePath, screens).isMaximized) window.maximize()
    window.show()
  })
  await window.loadURL(`${appOrigin}/`)
  return window
}
