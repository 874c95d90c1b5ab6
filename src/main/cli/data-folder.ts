import { homedir } from 'node:os'
import { join, resolve } from 'node:path'

/** Where a station keeps its data when nobody says: the system's own place for a program's data. */
export function dataFolderOf(given: string | undefined): string {
  if (given !== undefined) return resolve(given)
  const { MINH_CHUNG_DATA, LOCALAPPDATA, XDG_DATA_HOME } = process.env
  if (MINH_CHUNG_DATA) return resolve(MINH_CHUNG_DATA)
  if (process.platform === 'win32') return join(LOCALAPPDATA ?? homedir(), 'Minh Chung')
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Minh Chung')
  return join(XDG_DATA_HOME ?? join(homedir(), '.local', 'share'), 'minh-chung')
}
