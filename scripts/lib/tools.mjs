// The development tools as scripts that this same Node runs: no shell, no .cmd shims, the same on every system.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { modulesFolder } from './process.mjs'

/**
 * @param {string} packageName
 * @param {string} [binName] when the package has several
 * @returns {string} the JavaScript file that the package's command runs
 */
export function toolScript(packageName, binName) {
  const folder = join(modulesFolder, ...packageName.split('/'))
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const path = typeof bin === 'string' ? bin : bin[binName ?? packageName.split('/').at(-1) ?? packageName]
  return join(folder, path)
}
