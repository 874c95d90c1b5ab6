import { cleanText } from './clean-text.ts'

/** A person's name for eyes that may not see it: `'Nguyễn Văn An'` → `'N*** V*** A***'`. The length stays hidden. */
export function maskName(name: string): string {
  return cleanText(name)
    .split(' ')
    .filter((word) => word !== '')
    .map((word) => `${[...word].at(0) ?? ''}***`)
    .join(' ')
}
