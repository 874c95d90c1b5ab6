import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { type NamePattern, namePatternsSchema } from '#shared/backfill/name-patterns.model.ts'
import { type ImportProfile, importProfileSchema } from '#shared/imports/import-profile.model.ts'
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

/** The JSON files of one folder of resources, by name. */
function readJsonFiles(name: string): unknown[] {
  const folder = join(resourcesFolder(), name)
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file): unknown => JSON.parse(readFileSync(join(folder, file), 'utf8')))
}

/** The criteria templates that the program ships. */
export function readCriteriaTemplates(): CriteriaTemplate[] {
  return readJsonFiles('criteria-templates').map((template) => criteriaTemplateSchema.parse(template))
}

/** How recorders name their files, in the order in which the patterns are tried: the most particular first. */
export function readShippedNamePatterns(): NamePattern[] {
  return readJsonFiles('name-patterns').flatMap((patterns) => namePatternsSchema.parse(patterns))
}

/** How the columns of each kind of imported file are called: one profile or more per kind. */
export function readShippedImportProfiles(): ImportProfile[] {
  return readJsonFiles('import-profiles').map((profile) => importProfileSchema.parse(profile))
}
