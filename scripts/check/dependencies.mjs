// dependency-cruiser with a count: without @swc/core it reads no TypeScript, finds 0 modules and exits 0.
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { cruise } from 'dependency-cruiser'
import { repositoryRoot } from '../lib/process.mjs'

process.chdir(repositoryRoot)
const configuration = createRequire(import.meta.url)(join(repositoryRoot, '.dependency-cruiser.cjs'))

/** @type {readonly { name: string, comment: string }[]} */
const rules = configuration.forbidden

async function countModulesAndViolations() {
  const { enhancedResolveOptions, ...options } = configuration.options
  const result = await cruise(
    ['src'],
    { ...options, validate: true, ruleSet: { forbidden: configuration.forbidden } },
    enhancedResolveOptions,
  )
  if (typeof result.output === 'string') throw new Error('dependency-cruiser gave text instead of its result')
  const modules = result.output.modules.filter((module) => /^src\/.*\.tsx?$/.test(module.source))
  return { moduleCount: modules.length, summary: result.output.summary }
}

if (existsSync('src')) {
  const { moduleCount, summary } = await countModulesAndViolations()
  for (const violation of summary.violations) {
    const broken = rules.find((rule) => rule.name === violation.rule.name)
    const way = violation.cycle?.map((step) => step.name).join(' → ')
    console.log(
      `${violation.rule.name}: ${violation.from} → ${way ?? violation.to}\n    ${broken?.comment ?? ''}`,
    )
  }
  console.log(`${moduleCount} modules, ${summary.violations.length} violations`)
  if (moduleCount === 0)
    console.log('0 modules: is @swc/core installed? dependency-cruiser needs it to read TypeScript')
  process.exitCode = moduleCount > 0 && summary.violations.length === 0 ? 0 : 1
} else {
  console.log('0 modules: there is no src folder')
  process.exitCode = 1
}
