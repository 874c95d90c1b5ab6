import { AppError } from '#shared/kernel/app-error.ts'
import type { ImportTargets } from '#main/ports/import-target.ts'

/** @throws AppError `precondition import.kind-not-here` */
async function refuse(): Promise<never> {
  throw new AppError('precondition', 'import.kind-not-here')
}
const REFUSING = { compare: refuse, store: refuse, undo: refuse }

/** What stands in for the kinds of file that no feature keeps yet: each is refused at its preview. */
export const NOT_HERE: Pick<
  ImportTargets,
  'reception-register' | 'petition-register' | 'reception-schedule'
> = {
  'reception-register': REFUSING,
  'petition-register': REFUSING,
  'reception-schedule': REFUSING,
}
