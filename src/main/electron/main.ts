import { join } from 'node:path'
import { app, dialog } from 'electron'
import { messageOf } from '#shared/kernel/app-error.ts'
import { startDesktop } from './desktop.ts'
import { messages } from './messages.ts'

// Built by electron-vite: out/main/main.js, beside out/main/host-entry.js, out/preload and out/renderer.
const builtFolder = join(import.meta.dirname, '..')
// Only from a development copy: an installed program runs its own host and no other.
const otherHostEntry = app.isPackaged ? undefined : process.env.MINH_CHUNG_HOST_ENTRY

startDesktop({
  hostEntry: otherHostEntry ?? join(builtFolder, 'main', 'host-entry.js'),
  preload: join(builtFolder, 'preload', 'preload.cjs'),
  resources: app.isPackaged ? join(process.resourcesPath, 'resources') : null,
}).catch((error: unknown) => {
  dialog.showErrorBox(messages.applicationName, messageOf(error))
  app.exit(1)
})
