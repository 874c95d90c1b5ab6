// No file of the product over 400 lines, unless an ADR under docs/adr/ names it and says why.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { repositoryRoot } from '../lib/process.mjs'

const longestLines = 400

/** @param {string} folder @returns {string[]} */
function filesUnder(folder) {
  return readdirSync(join(repositoryRoot, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`
    return entry.isDirectory() ? filesUnder(path) : [path]
  })
}

function textOfDecisions() {
  if (!existsSync(join(repositoryRoot, 'docs', 'adr'))) return ''
  return filesUnder('docs/adr')
    .map((path) => readFileSync(join(repositoryRoot, path), 'utf8'))
    .join('\n')
}

const sources = existsSync(join(repositoryRoot, 'src'))
  ? filesUnder('src').filter((path) => /\.(ts|tsx|css|sql)$/.test(path))
  : []
const decisions = textOfDecisions()
const tooLong = sources
  .map((path) => ({ path, lines: readFileSync(join(repositoryRoot, path), 'utf8').split('\n').length - 1 }))
  .filter(({ path, lines }) => lines > longestLines && !decisions.includes(path))

for (const { path, lines } of tooLong) {
  console.log(
    `${path}: ${lines} lines (at most ${longestLines}, or an ADR in docs/adr/ that names this path)`,
  )
}
console.log(`${sources.length} files looked at`)
process.exitCode = tooLong.length > 0 ? 1 : 0
