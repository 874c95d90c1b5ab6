// One hash over files and folders, so that a build is repeated only when its sources changed.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { repositoryRoot } from './process.mjs'

/** @param {string} path relative to the repository @returns {string[]} */
function filesAt(path) {
  const absolute = join(repositoryRoot, path)
  if (!existsSync(absolute)) return []
  if (!statSync(absolute).isDirectory()) return [path]
  return readdirSync(absolute)
    .sort()
    .flatMap((name) => filesAt(`${path}/${name}`))
}

/** @param {readonly string[]} paths @returns {string} hexadecimal SHA-256 of names and contents */
export function hashOfSources(paths) {
  const hash = createHash('sha256')
  for (const file of paths.flatMap(filesAt)) {
    if (/\.test\.tsx?$/.test(file)) continue
    hash.update(`${file}\0`).update(
      createHash('sha256')
        .update(readFileSync(join(repositoryRoot, file)))
        .digest(),
    )
  }
  return hash.digest('hex')
}
