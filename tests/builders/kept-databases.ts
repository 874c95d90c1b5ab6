import { sql } from 'kysely'
import pg from 'pg'
import type { Db } from '#main/db/db.ts'
import { openPostgres } from '#main/db/dialects/postgres.ts'

/** Emptied rows leave their pages behind. A database that has grown beyond this is made anew: nearly none is. */
const MAX_BYTES = 64 * 1024 * 1024
const STOP_LIMIT_MS = 10_000

/** Ours on the server, until this process ends. */
type Kept = { readonly name: string; readonly url: string; readonly admin: pg.Client }

/**
 * Lets each copy of the template be brought back to what it was: `test_bench.empty()` takes all rows away but those
 * that migrating brought, and numbers begin anew. It says no when something else than rows has changed since.
 */
export async function addEmptying(template: Db): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(template)
  const { rows } = await sql<{ name: string }>`
    select tablename as name from pg_tables where schemaname = 'public'`.execute(template)
  const names = rows.map((row) => row.name)
  const filled: string[] = []
  for (const name of names)
    if ((await run(`select from public.${name} limit 1`)).rows.length > 0) filled.push(name)
  await run(`
    create schema test_bench;
    create table test_bench.changes (tag text);
    create function test_bench.note_change() returns event_trigger language plpgsql as
      $$ begin insert into test_bench.changes values (tg_tag); end $$;
    ${filled.map((name) => `create table test_bench.${name} as table public.${name};`).join('\n')}
    create function test_bench.empty() returns boolean language plpgsql set session_replication_role = replica as $$ begin
      if exists (select from test_bench.changes) or pg_database_size(current_database()) > ${MAX_BYTES} then
        return false;
      end if;
      ${names.map((name) => `delete from public.${name};`).join('\n')}
      ${filled.map((name) => `insert into public.${name} table test_bench.${name};`).join('\n')}
      perform setval(format('%I.%I', schemaname, sequencename)::regclass, start_value, false) from pg_sequences
        where schemaname = 'public';
      return true; end $$;
    create event trigger test_bench_change on ddl_command_end execute function test_bench.note_change();`)
}

/** The first database that no other process of the tests holds; the lock goes when this process ends. */
async function claim(serverUrl: string, template: string): Promise<Kept> {
  const admin = new pg.Client({ connectionString: serverUrl })
  await admin.connect()
  for (let number = 1; ; number += 1) {
    const name = `${template}_${number}`
    const { rows } = await admin.query('select pg_try_advisory_lock(hashtextextended($1, 0)) as ours', [name])
    if (!rows[0].ours) continue
    // What a process that ended in the middle of something has left running.
    await admin.query('select pg_terminate_backend(pid, $2) from pg_stat_activity where datname = $1', [
      name,
      STOP_LIMIT_MS,
    ])
    const url = new URL(serverUrl)
    url.pathname = `/${name}`
    return { name, url: url.href, admin }
  }
}

/** As it was after migrating. */
async function openAsNew({ name, url, admin }: Kept, template: string): Promise<Db> {
  const { rowCount } = await admin.query('select from pg_database where datname = $1', [name])
  if (rowCount !== 0) {
    const db = openPostgres(url)
    const { rows } = await sql<{ done: boolean }>`select test_bench.empty() as done`.execute(db)
    if (rows[0]?.done) return db
    await db.destroy()
    await admin.query(`drop database ${name} with (force)`)
  }
  await admin.query(`create database ${name} template ${template}`)
  return openPostgres(url)
}

/** Emptied at its next use by this file. */
const idle: Kept[] = []

/**
 * A migrated database. Copying the template takes a tenth of a second, emptying what an earlier test has used a
 * fiftieth of that.
 */
export async function openKeptDatabase(
  serverUrl: string,
  template: string,
): Promise<{ readonly db: Db; readonly close: () => Promise<void> }> {
  const kept = idle.pop() ?? (await claim(serverUrl, template))
  const db = await openAsNew(kept, template)
  return {
    db,
    close: async () => {
      await db.destroy()
      idle.push(kept)
    },
  }
}
