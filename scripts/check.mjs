// `npm run check`: types per layer, lint, format, dependencies, unused code, file length.
// Every step runs even when an earlier one failed, two at a time. `npm run check -- NAME …` runs only the named ones.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { continueUnderNode24 } from './lib/node-runtime.mjs'
import { repositoryRoot, run } from './lib/process.mjs'
import { toolScript } from './lib/tools.mjs'

/** @typedef {{ name: string, script: string, args: readonly string[] }} Step */

await continueUnderNode24()

const stepsAtATime = 2
const mostLinesShown = 400
const typeLayers = ['shared', 'main', 'renderer', 'tests', 'scripts']
const lintedFolders = ['src', 'tests', 'scripts'].filter((folder) => existsSync(join(repositoryRoot, folder)))

/** @type {readonly Step[]} */
const allSteps = [
  {
    name: 'lint',
    script: toolScript('oxlint'),
    args: ['--type-aware', '--deny-warnings', '--report-unused-disable-directives', ...lintedFolders],
  },
  ...typeLayers.map((layer) => ({
    name: `types-${layer}`,
    script: toolScript('typescript', 'tsc'),
    args: ['-p', `tsconfig.${layer}.json`, '--pretty', 'false'],
  })),
  { name: 'format', script: toolScript('@biomejs/biome'), args: ['format', '--colors=off', '.'] },
  { name: 'dependencies', script: join(repositoryRoot, 'scripts', 'check', 'dependencies.mjs'), args: [] },
  { name: 'unused', script: toolScript('knip'), args: ['--no-progress', '--no-config-hints'] },
  { name: 'file-length', script: join(repositoryRoot, 'scripts', 'check', 'file-length.mjs'), args: [] },
]

/** A layer without a file yet (TS18003) is no error. @param {{ code: number, output: string }} result */
function hasPassed(result) {
  return result.code === 0 || (/TS18003/.test(result.output) && !/error TS(?!18003)/.test(result.output))
}

/** One mistake can make thousands of lines; the first ones tell which. @param {string} output */
function beginningOf(output) {
  const lines = output.trim().split('\n')
  if (lines.length <= mostLinesShown) return lines.join('\n')
  const end = lines.slice(-3).join('\n')
  return `${lines.slice(0, mostLinesShown).join('\n')}\n… ${lines.length - mostLinesShown} more lines …\n${end}`
}

/** @param {Step} step */
async function runStep(step) {
  const startedAtMs = Date.now()
  const result = await run(process.execPath, [step.script, ...step.args], {
    quiet: true,
    env: { NO_COLOR: '1' },
  })
  const isPassed = hasPassed(result)
  const tookMs = `${Date.now() - startedAtMs} ms`.padStart(9)
  const lastLine = result.output.trim().split('\n').at(-1) ?? ''
  const detail = isPassed ? lastLine : `\n${beginningOf(result.output)}\n`
  console.log(`${isPassed ? 'ok    ' : 'FAILED'} ${step.name.padEnd(15)} ${tookMs}  ${detail}`)
  return isPassed ? [] : [step.name]
}

/** @param {readonly Step[]} steps */
async function runSteps(steps) {
  const waiting = [...steps]
  /** @type {string[]} */
  const failed = []
  const worker = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) failed.push(...(await runStep(step)))
  }
  await Promise.all(Array.from({ length: stepsAtATime }, worker))
  return failed
}

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !allSteps.some((step) => step.name === name))
if (unknown.length > 0) {
  console.log(
    `check: no step named ${unknown.join(', ')}; there are: ${allSteps.map((step) => step.name).join(', ')}`,
  )
  process.exit(2)
}
const steps = allSteps.filter((step) => wanted.length === 0 || wanted.includes(step.name))
const failed = await runSteps(steps)
console.log(
  failed.length === 0 ? `check: all ${steps.length} steps passed` : `check: failed: ${failed.join(', ')}`,
)
process.exitCode = failed.length === 0 ? 0 : 1
