import type { DialectName } from './dialect-name.ts'

/** Above every text that begins like the one before it: the highest code point. */
export const TEXT_END = '\u{10FFFF}'

/**
 * All of a dossier code but its last four digits: unit and day, `H42.18-261120-`. A code that does not end in four
 * digits is its own head. Few dossiers have many heads among them.
 */
export function codeHeadSql(dialect: DialectName, column: string): string {
  if (dialect === 'postgres') return `code_head(${column})`
  return `case when ${codeTailSql('sqlite', column)} glob '[0-9][0-9][0-9][0-9]'
    then substr(${column}, 1, length(${column}) - 4) else ${column} end`
}

/** The last four characters: the counter of the day, or its end. An index of 0003 holds exactly this expression. */
export function codeTailSql(dialect: DialectName, column: string): string {
  return dialect === 'postgres' ? `right(${column}, 4)` : `substr(${column}, -4)`
}

/** The code as bytes compare it: whatever begins alike stands together. */
export function codeOrderSql(dialect: DialectName, column: string): string {
  return dialect === 'postgres' ? `${column} collate "C"` : column
}

/** Without separators, upper case: what `codeKey` in shared/search makes of a text, in SQL. */
export function codeKeySql(dialect: DialectName, column: string): string {
  if (dialect === 'postgres') return `code_key(${column})`
  const bare = ['-', '.', '/', '_', ' '].reduce((inner, mark) => `replace(${inner}, '${mark}', '')`, column)
  return `upper(replace(replace(${bare}, 'đ', 'D'), 'Đ', 'D'))`
}

/** What the full-text index reads. SQLite's tokenizer folds all the rest by itself. */
export function foldedSql(dialect: DialectName, text: string): string {
  return dialect === 'postgres' ? `search_fold(${text})` : `replace(replace(${text}, 'đ', 'd'), 'Đ', 'D')`
}
