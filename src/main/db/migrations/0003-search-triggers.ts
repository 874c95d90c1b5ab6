import { codeHeadSql, codeKeySql, codeOrderSql, foldedSql, TEXT_END } from '../code-key-sql.ts'
import type { DialectName } from '../dialect-name.ts'

/*
 * Triggers, so that no import, undo or repair can forget the index. They look first and write only what is new: most
 * dossiers bring no new text, and a row written per dossier would cost as much as the dossier itself.
 */
const BOOKMARK_WATCHED = 'room_id, from_ms, dossier_id, criterion_code, note, state'
const FINDING_WATCHED = 'room_id, at_ms, decision_note'

// ——— SQLite ———

const headOf = (row: string): string => codeHeadSql('sqlite', `${row}.code`)

const known = (row: string, kind: string, text: string): string =>
  `exists (select 1 from search_terms where source_id = ${row}.source_id and kind = '${kind}' and text = ${text})`
const inUse = {
  procedure:
    'exists (select 1 from dossiers where source_id = old.source_id and procedure_name = old.procedure_name)',
  officer:
    'exists (select 1 from dossiers where source_id = old.source_id and officer_name = old.officer_name)',
  'code-head': `exists (select 1 from dossiers where source_id = old.source_id
    and code >= ${headOf('old')} and code < ${headOf('old')} || '${TEXT_END}')`,
}

function comes(kind: keyof typeof inUse, text: string): string {
  const [key, words] =
    kind === 'code-head' ? [codeKeySql('sqlite', `(${text})`), `''`] : [`''`, foldedSql('sqlite', text)]
  return `insert into search_terms (source_id, kind, text, key, words, at_log_ms)
    select new.source_id, '${kind}', ${text}, ${key}, ${words}, coalesce(new.received_at_log_ms, 0)
    where ${text} is not null and not ${known('new', kind, text)};`
}

function goes(kind: keyof typeof inUse, text: string): string {
  return `delete from search_terms where source_id = old.source_id and kind = '${kind}' and text = ${text}
    and not ${inUse[kind]};`
}

const isNew = [
  `(new.procedure_name is not null and not ${known('new', 'procedure', 'new.procedure_name')})`,
  `(new.officer_name is not null and not ${known('new', 'officer', 'new.officer_name')})`,
  `not ${known('new', 'code-head', headOf('new'))}`,
].join(' or ')
const isLast = `(old.procedure_name is not null and not ${inUse.procedure})
  or (old.officer_name is not null and not ${inUse.officer}) or not ${inUse['code-head']}`
const come =
  comes('procedure', 'new.procedure_name') +
  comes('officer', 'new.officer_name') +
  comes('code-head', headOf('new'))
const go =
  goes('procedure', 'old.procedure_name') +
  goes('officer', 'old.officer_name') +
  goes('code-head', headOf('old'))

/** The full-text index of a table whose column `words` it reads. */
function ftsTriggers(table: string, fts: string, when: (row: string) => string): string[] {
  const put = `insert into ${fts} (rowid, words) values (new.id, new.words);`
  const take = `insert into ${fts} (${fts}, rowid, words) values ('delete', old.id, old.words);`
  return [
    `create trigger ${fts}_insert after insert on ${table} ${when('new')} begin ${put} end`,
    `create trigger ${fts}_delete after delete on ${table} ${when('old')} begin ${take} end`,
    `create trigger ${fts}_update after update of words on ${table} ${when('new')} begin ${take} ${put} end`,
  ]
}

const NOTE_TEXT = `new.note || ' ' || coalesce(new.criterion_code, '') || ' ' ||
  coalesce((select code from dossiers where id = new.dossier_id), '')`

function bookmarkNote(dialect: DialectName): string {
  return `insert into search_notes (kind, subject_id, room_id, at_ms, words)
    select 'bookmark', new.id, new.room_id, new.from_ms, ${foldedSql(dialect, `(${NOTE_TEXT})`)}
    where new.state = 'active';`
}

function findingNote(dialect: DialectName): string {
  return `insert into search_notes (kind, subject_id, room_id, at_ms, words)
    select 'finding', new.id, new.room_id, new.at_ms, ${foldedSql(dialect, 'new.decision_note')}
    where new.decision_note <> '';`
}

const noteGoes = (kind: string): string =>
  `delete from search_notes where kind = '${kind}' and subject_id = old.id;`

function sqliteNotes(table: string, kind: string, put: string, watched: string): string[] {
  return [
    `create trigger search_${kind}_insert after insert on ${table} begin ${put} end`,
    `create trigger search_${kind}_delete after delete on ${table} begin ${noteGoes(kind)} end`,
    `create trigger search_${kind}_update after update of ${watched} on ${table} begin ${noteGoes(kind)} ${put} end`,
  ]
}

const SQLITE = [
  `create trigger search_dossier_insert after insert on dossiers when ${isNew} begin ${come} end`,
  `create trigger search_dossier_delete after delete on dossiers when ${isLast} begin ${go} end`,
  `create trigger search_dossier_update after update of source_id, code, procedure_name, officer_name on dossiers
    begin ${go} ${come} end`,
  // Heads are read whole, never by word.
  ...ftsTriggers('search_terms', 'search_term_words', (row) => `when ${row}.kind <> 'code-head'`),
  ...ftsTriggers('search_notes', 'search_note_words', () => ''),
  ...sqliteNotes('bookmarks', 'bookmark', bookmarkNote('sqlite'), BOOKMARK_WATCHED),
  ...sqliteNotes('findings', 'finding', findingNote('sqlite'), FINDING_WATCHED),
]

// ——— PostgreSQL: once per statement ———

const termsOf = (rows: string): string => `${rows} cross join lateral (values ('procedure', procedure_name),
    ('officer', officer_name), ('code-head', code_head(code))) as term (kind, text)`

const postgresCome = `insert into search_terms (source_id, kind, text, key, words, at_log_ms)
    select source_id, kind, text, case kind when 'code-head' then code_key(text) else '' end,
      case kind when 'code-head' then '' else search_fold(text) end, coalesce(min(received_at_log_ms), 0)
    from ${termsOf('come')} where text is not null group by source_id, kind, text
    on conflict do nothing;`
const postgresGo = `delete from search_terms using (
      select distinct source_id, kind, text from ${termsOf('gone')} where text is not null) as left_over
    where search_terms.source_id = left_over.source_id and search_terms.kind = left_over.kind
      and search_terms.text = left_over.text and not case left_over.kind
        when 'procedure' then exists (select 1 from dossiers
          where source_id = left_over.source_id and procedure_name = left_over.text)
        when 'officer' then exists (select 1 from dossiers
          where source_id = left_over.source_id and officer_name = left_over.text)
        else exists (select 1 from dossiers where source_id = left_over.source_id
          and ${codeOrderSql('postgres', 'code')} >= left_over.text
          and ${codeOrderSql('postgres', 'code')} < left_over.text || '${TEXT_END}') end;`

const postgresFunction = (name: string, body: string): string =>
  `create function ${name}() returns trigger language plpgsql as $$ begin ${body} return null; end $$`

function postgresNotes(table: string, kind: string, put: string, watched: string): string[] {
  const body = `if tg_op <> 'INSERT' then ${noteGoes(kind)} end if; if tg_op <> 'DELETE' then ${put} end if;`
  return [
    postgresFunction(`search_keep_${kind}`, body),
    `create trigger search_keep_${kind} after insert or delete or update of ${watched} on ${table}
      for each row execute function search_keep_${kind}()`,
  ]
}

const POSTGRES = [
  postgresFunction('search_dossiers_come', postgresCome),
  postgresFunction('search_dossiers_go', postgresGo),
  postgresFunction('search_dossiers_change', `${postgresGo} ${postgresCome}`),
  `create trigger search_dossiers_come after insert on dossiers referencing new table as come
    for each statement execute function search_dossiers_come()`,
  `create trigger search_dossiers_go after delete on dossiers referencing old table as gone
    for each statement execute function search_dossiers_go()`,
  `create trigger search_dossiers_change after update on dossiers referencing old table as gone new table as come
    for each statement execute function search_dossiers_change()`,
  ...postgresNotes('bookmarks', 'bookmark', bookmarkNote('postgres'), BOOKMARK_WATCHED),
  ...postgresNotes('findings', 'finding', findingNote('postgres'), FINDING_WATCHED),
]

export const SEARCH_TRIGGERS: Readonly<Record<DialectName, readonly string[]>> = {
  sqlite: SQLITE,
  postgres: POSTGRES,
}
