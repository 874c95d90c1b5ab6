import { z } from 'zod'

/**
 * How a recorder writes the time into the names of its files. `pattern` is a regular expression (case does not matter) over
 * the path below the imported folder, with `/` between folders and these named groups: `year month day hour minute second`,
 * and where the name has them `milli` and the same with `end` before (`endHour` …). What an end leaves out it shares with
 * the start; an end before its start lies on the next day.
 */
export const namePatternSchema = z.object({
  id: z.string().regex(/^[a-z0-9-]{1,60}$/),
  name: z.string().trim().min(1).max(200),
  pattern: z.string().min(1).max(400).refine(isTimePattern, { error: 'backfill.pattern-broken' }),
  /** Which clock names the files: the wall clock in Vietnam, or UTC. */
  zone: z.enum(['vietnam', 'utc']),
  /** A name that it reads, for people. */
  example: z.string().max(300),
})
export type NamePattern = z.infer<typeof namePatternSchema>

/** What a file of patterns holds, in the order in which they are tried. */
export const namePatternsSchema = z.array(namePatternSchema).max(100)

const NEEDED_GROUPS = ['year', 'month', 'day', 'hour', 'minute', 'second'] as const

function isTimePattern(pattern: string): boolean {
  if (!NEEDED_GROUPS.every((group) => pattern.includes(`(?<${group}>`))) return false
  try {
    return new RegExp(pattern, 'iu') instanceof RegExp
  } catch {
    return false
  }
}
