import { app, protocol, type Session, type WebContents } from 'electron'
import { appScheme, isAppAddress } from './app-address.ts'

const grantedPermissions: ReadonlySet<string> = new Set(['fullscreen'])

/** Before `ready`: makes app:// an origin like https://, with fetch and streamed media. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: appScheme,
      privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true },
    },
  ])
}

/** Every permission that a page can ask for is refused, but for the full screen of the player. */
export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_webContents, permission, answer) =>
    answer(grantedPermissions.has(permission)),
  )
  session.setPermissionCheckHandler((_webContents, permission) => grantedPermissions.has(permission))
  session.setDevicePermissionHandler(() => false)
}

/** The window stays on app://minh-chung: no other page, no second window, no outside program, https included. */
export function guardNavigation(webContents: WebContents): void {
  webContents.on('will-navigate', (event) => {
    if (!isAppAddress(event.url)) event.preventDefault()
  })
  webContents.on('will-redirect', (event) => {
    if (!isAppAddress(event.url)) event.preventDefault()
  })
  webContents.on('will-frame-navigate', (event) => {
    if (!isAppAddress(event.url) && event.url !== 'about:blank') event.preventDefault()
  })
  webContents.on('will-attach-webview', (event) => event.preventDefault())
  webContents.setWindowOpenHandler(() => ({ action: 'deny' }))
}

/** Whatever web contents come to life, wherever from, are guarded. */
export function guardAllWebContents(): void {
  app.on('web-contents-created', (_event, webContents) => guardNavigation(webContents))
}
