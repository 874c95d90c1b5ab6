import { tmpdir } from 'node:os'

export type ProtocolHandler = (request: Request) => Promise<Response>
type Dialog = { readonly message: string; readonly detail?: string }

/** What the test sets before, and reaches into after, the shell has started. */
export const standIn: {
  userDataFolder: string
  isFirstInstance: boolean
  announceWebContents: (webContents: unknown) => void
  askPermission: (permission: string) => Promise<boolean>
  checkPermission: (permission: string) => boolean
  askDevice: () => boolean
  readonly protocolHandlers: Map<string, ProtocolHandler>
} = {
  userDataFolder: tmpdir(),
  isFirstInstance: true,
  announceWebContents: () => undefined,
  askPermission: () => Promise.reject(new Error('the shell has set no permission request handler')),
  checkPermission: () => true,
  askDevice: () => true,
  protocolHandlers: new Map(),
}

/** What the shell did, for the test to read. */
export const desktopRecord: {
  isSandboxEnabled: boolean
  quits: number
  menu: readonly unknown[]
  readonly exitCodes: number[]
  readonly dialogs: Dialog[]
  readonly privilegedSchemes: { scheme: string; privileges: Record<string, boolean> }[]
  readonly exposedToPage: Map<string, unknown>
  readonly openedOutside: string[]
  readonly preventedNavigations: string[]
  readonly allowedNavigations: string[]
  readonly deniedWindows: string[]
  readonly allowedWindows: string[]
} = {
  isSandboxEnabled: false,
  quits: 0,
  menu: [],
  exitCodes: [],
  dialogs: [],
  privilegedSchemes: [],
  exposedToPage: new Map(),
  openedOutside: [],
  preventedNavigations: [],
  allowedNavigations: [],
  deniedWindows: [],
  allowedWindows: [],
}
