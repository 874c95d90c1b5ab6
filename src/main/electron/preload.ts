import { contextBridge } from 'electron'

// Sandboxed: the page gets these two values and no function. All else that it does is a request to app://.
const versionOption = '--minh-chung-version='
const version =
  process.argv.find((argument) => argument.startsWith(versionOption))?.slice(versionOption.length) ?? ''

contextBridge.exposeInMainWorld('desktop', { platform: process.platform, version })
