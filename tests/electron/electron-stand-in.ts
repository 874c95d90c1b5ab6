// In place of the `electron` module: see README.md beside this file for what is mapped to what.
import { EventEmitter } from 'node:events'
import { StandInWindow } from './stand-in-window.ts'
import { desktopRecord, standIn } from './stand-in-state.ts'
import { StandInUtilityProcess } from './stand-in-utility-process.ts'

class StandInApp extends EventEmitter {
  readonly isPackaged = false
  getPath(name: string): string {
    return `${standIn.userDataFolder}${name === 'userData' ? '' : `/${name}`}`
  }
  getVersion(): string {
    return '0.1.0-test'
  }
  getName(): string {
    return 'Minh Chứng'
  }
  enableSandbox(): void {
    desktopRecord.isSandboxEnabled = true
  }
  requestSingleInstanceLock(): boolean {
    return standIn.isFirstInstance
  }
  whenReady(): Promise<void> {
    return Promise.resolve()
  }
  quit(): void {
    let isPrevented = false
    this.emit('before-quit', {
      preventDefault: () => {
        isPrevented = true
      },
    })
    if (isPrevented) return
    desktopRecord.quits += 1
    this.emit('quit')
  }
  exit(code: number): void {
    desktopRecord.exitCodes.push(code)
  }
}

export const app = new StandInApp()
standIn.announceWebContents = (webContents) => app.emit('web-contents-created', {}, webContents)

export const BrowserWindow = StandInWindow
export const utilityProcess = {
  fork: (entryPath: string, args: readonly string[], options: { env: Record<string, string | undefined> }) =>
    new StandInUtilityProcess(entryPath, args, options.env),
}

export const protocol = {
  registerSchemesAsPrivileged(
    schemes: readonly { scheme: string; privileges: Record<string, boolean> }[],
  ): void {
    desktopRecord.privilegedSchemes.push(...schemes)
  },
  handle(scheme: string, handler: (request: Request) => Promise<Response>): void {
    standIn.protocolHandlers.set(scheme, handler)
  },
}

type PermissionRequestHandler = (
  contents: unknown,
  permission: string,
  answer: (isGranted: boolean) => void,
) => void
type PermissionCheckHandler = (contents: unknown, permission: string) => boolean

export const session = {
  defaultSession: {
    setPermissionRequestHandler(handler: PermissionRequestHandler): void {
      standIn.askPermission = (permission) =>
        new Promise((resolve) => handler(null, permission, (isGranted) => resolve(isGranted)))
    },
    setPermissionCheckHandler(handler: PermissionCheckHandler): void {
      standIn.checkPermission = (permission) => handler(null, permission)
    },
    setDevicePermissionHandler(handler: () => boolean): void {
      standIn.askDevice = handler
    },
  },
}

export const screen = {
  getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1366, height: 728 } }],
}

export const Menu = {
  buildFromTemplate: (template: readonly unknown[]) => template,
  setApplicationMenu(template: readonly unknown[]): void {
    desktopRecord.menu = template
  },
}

export const dialog = {
  showMessageBox(options: { message: string; detail?: string }): Promise<{ response: number }> {
    desktopRecord.dialogs.push(options)
    return Promise.resolve({ response: 0 })
  },
  showErrorBox(title: string, content: string): void {
    desktopRecord.dialogs.push({ message: title, detail: content })
  },
}

const fakeSeal = 'FAKE-KEYCHAIN-PROTECTS-NOTHING:'
export const safeStorage = {
  isEncryptionAvailable: () => true,
  encryptString: (plain: string) => Buffer.from(fakeSeal + Buffer.from(plain).toString('base64')),
  decryptString: (sealed: Buffer) => {
    const text = sealed.toString()
    if (!text.startsWith(fakeSeal)) throw new Error('not sealed by the fake keychain')
    return Buffer.from(text.slice(fakeSeal.length), 'base64').toString()
  },
}

export const contextBridge = {
  exposeInMainWorld(name: string, value: unknown): void {
    desktopRecord.exposedToPage.set(name, value)
  },
}

export const shell = {
  openExternal(address: string): Promise<void> {
    desktopRecord.openedOutside.push(address)
    return Promise.resolve()
  },
}

export const ipcMain = new EventEmitter()
