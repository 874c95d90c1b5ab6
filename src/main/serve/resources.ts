import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { AppError } from '#shared/kernel/app-error.ts'
import { type CriteriaTemplate, criteriaTemplateSchema } from '#shared/scoring/scoring.model.ts'

/** The program's own folder: the nearest one above this file that holds `package.json`. */
export function programFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder)
    if (parent === folder) throw new AppError('internal', 'program.no-folder')
    folder = parent
  }
  return folder
}

export function programVersion(): string {
  const text = readFileSync(join(programFolder(), 'package.json'), 'utf8')
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version
}

/** Where the program's data files lie; a packaged desktop program says it, since there they are beside its archive. */
function resourcesFolder(): string {
  return process.env['MINH_CHUNG_RESOURCES'] ?? join(programFolder(), 'resources')
}

/** The criteria templates that the program ships. */
export function readCriteriaTemplates(): CriteriaTemplate[] {
  const folder = join(resourcesFolder(), 'criteria-templates')
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => criteriaTemplateSchema.parse(JSON.parse(readFileSync(join(folder, name), 'utf8'))))
}
