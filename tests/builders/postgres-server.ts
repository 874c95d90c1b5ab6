import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { chown, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { sql } from 'kysely'
import { openPostgres } from '#main/db/dialects/postgres.ts'
import { migrate } from '#main/db/migrate.ts'
import { findPostgresFolder } from '../../scripts/lib/find-programs.mjs'
import { addEmptying } from './kept-databases.ts'

const run = promisify(execFile)
const READY = /database system is ready to accept connections/
const START_LIMIT_MS = 60_000

type Account = { readonly uid?: number; readonly gid?: number }

/** PostgreSQL refuses to run as root: then it runs as `nobody`. */
async function serverAccount(): Promise<Account> {
  if (process.getuid?.() !== 0) return {}
  const [uid, gid] = await Promise.all(['-u', '-g'].map(async (flag) => run('id', [flag, 'nobody'])))
  return { uid: Number(uid?.stdout), gid: Number(gid?.stdout) }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      )
    })
  })
}

function untilReady(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let log = ''
    const timer = setTimeout(() => reject(new Error(`not ready in time: ${log}`)), START_LIMIT_MS)
    server.stderr?.setEncoding('utf8').on('data', (text: string) => {
      log = (log + text).slice(-4000)
      if (!READY.test(log)) return
      clearTimeout(timer)
      resolve()
    })
    server.once('error', reject)
    server.once('exit', (code) => {
      clearTimeout(timer)
      reject(new Error(`ended with ${code}: ${log}`))
    })
  })
}

async function stopServer(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return
  const ended = new Promise((resolve) => server.once('exit', resolve))
  // "Immediate shutdown": nothing here is worth a checkpoint.
  server.kill('SIGQUIT')
  await ended
}

/** Starts a server of its own on an empty folder, without its durability: it lives as long as one run of the tests. */
async function startServer(programs: string): Promise<{ url: string; stop: () => Promise<void> }> {
  const account = await serverAccount()
  const folder = await mkdtemp(join(tmpdir(), 'minh-chung-postgres-'))
  const data = join(folder, 'data')
  const removeFolder = () => rm(folder, { recursive: true, force: true })
  try {
    if (account.uid !== undefined && account.gid !== undefined) await chown(folder, account.uid, account.gid)
    const inFolder = { ...account, cwd: folder }
    const cluster = ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync']
    await run(join(programs, 'initdb'), cluster, inFolder)
    const port = await freePort()
    const settings = [
      'fsync=off',
      'synchronous_commit=off',
      'full_page_writes=off',
      // It would gather statistics in the middle of a test, and the plans would depend on when.
      'autovacuum=off',
      'unix_socket_directories=',
    ]
    const flags = [
      '-D',
      data,
      '-h',
      '127.0.0.1',
      '-p',
      `${port}`,
      ...settings.flatMap((setting) => ['-c', setting]),
    ]
    const server = spawn(join(programs, 'postgres'), flags, {
      ...inFolder,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    const stop = async (): Promise<void> => {
      await stopServer(server)
      await removeFolder()
    }
    await untilReady(server).catch(async (error: unknown) => {
      await stopServer(server)
      throw error
    })
    return { url: `postgres://postgres@127.0.0.1:${port}/postgres`, stop }
  } catch (error) {
    await removeFolder()
    throw error
  }
}

/** A migrated database that each test's own begins as a copy of. @returns takes it and its copies away */
async function makeTemplate(serverUrl: string): Promise<() => Promise<void>> {
  const name = `minh_chung_template_${process.pid}`
  const admin = openPostgres(serverUrl)
  await sql`create database ${sql.id(name)}`.execute(admin)
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  const db = openPostgres(url.href)
  await migrate(db, { nowMs: 0 })
  await addEmptying(db)
  await db.destroy()
  process.env.MINH_CHUNG_TEST_TEMPLATE = name
  return async () => {
    const { rows } = await sql<{ datname: string }>`
      select datname from pg_database where datname = ${name} or starts_with(datname, ${`${name}_`})`.execute(
      admin,
    )
    for (const { datname } of rows) await sql`drop database ${sql.id(datname)} with (force)`.execute(admin)
    await admin.destroy()
  }
}

/**
 * vitest's global set-up: one real PostgreSQL server for the whole run, which test-databases.ts finds by
 * MINH_CHUNG_TEST_POSTGRES. A server that the variable names already is used as it is. Without a server the tests of
 * the dialect run on PGlite alone, and the run says so.
 */
export async function setup(): Promise<(() => Promise<void>) | undefined> {
  const given = process.env.MINH_CHUNG_TEST_POSTGRES
  if (given) return makeTemplate(given)
  const programs = findPostgresFolder()
  if (programs === undefined) {
    console.log('No PostgreSQL server programs found: the PostgreSQL dialect is tested on PGlite alone.')
    return undefined
  }
  try {
    const { url, stop } = await startServer(programs)
    process.env.MINH_CHUNG_TEST_POSTGRES = url
    await makeTemplate(url)
    return stop
  } catch (error) {
    console.log(
      `PostgreSQL in ${programs} could not be started; its dialect is tested on PGlite alone: ${String(error)}`,
    )
    return undefined
  }
}
