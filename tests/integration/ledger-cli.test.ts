import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { noTimeByState } from '#shared/coverage/ledger.rules.ts'
import type { Id } from '#shared/kernel/ids.ts'
import { openSqlite } from '#main/db/dialects/sqlite.ts'
import { migrate } from '#main/db/migrate.ts'
import { createRowLayer, layCamera } from '#tests/builders/laid-rows.ts'
import { createLedgerWorld } from '#tests/builders/ledger-world.ts'
import { type CommandResult, runCli } from '#tests/builders/station-process.ts'
import { seedStation } from '#tests/builders/station-world.ts'

const at = (time: string): number => Date.parse(`2026-11-20T${time}+07:00`)
const HOUR_MS = 3_600_000

describe('the ledger on the command line', () => {
  let folder: string
  let desk: Id

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'minh-chung-ledger-cli-'))
    const db = openSqlite(join(folder, 'minh-chung.db'))
    await migrate(db, { nowMs: 0 })
    const world = await seedStation(createLedgerWorld(db, { nowMs: () => at('17:00:00') }))
    const roomId = world.desk.id
    desk = await layCamera(db, { roomId, name: 'Quầy 1', createdAtMs: at('08:00:00') })
    for (const name of ['Sảnh', 'Sảnh']) await layCamera(db, { roomId, name, createdAtMs: at('08:00:00') })
    const layer = createRowLayer(db)
    await layer.footage(desk, { fromMs: at('08:00:00'), toMs: at('10:00:00') })
    await layer.absence(desk, at('10:00:00'), at('11:00:00'), 'camera-offline', 'rtsp-timeout')
    await db.destroy()
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  const cli = (...args: string[]): Promise<CommandResult> => runCli(['ledger', ...args, '--data', folder])
  const morning = ['--from', '20/11/2026 07:00', '--to', '20/11/2026 11:30'] as const

  it('prints one object that adds up, by id and by name', async () => {
    for (const camera of [desk, 'Quầy 1']) {
      const { code, stdout } = await cli('--camera', camera, ...morning, '--json')
      expect(code).toBe(0)
      expect(JSON.parse(stdout)).toMatchObject({
        scheduledMs: 3.5 * HOUR_MS,
        byState: {
          ...noTimeByState(),
          recorded: 2 * HOUR_MS,
          'camera-offline': HOUR_MS,
          unknown: HOUR_MS / 2,
        },
        unexplainedMs: HOUR_MS / 2,
        officeMs: 3.5 * HOUR_MS,
        officeFilmedMs: 2 * HOUR_MS,
      })
    }
  })

  it('writes a table for people, and nothing where a script reads', async () => {
    const { code, stdout, stderr } = await cli('--camera', desk, ...morning)
    expect([code, stdout]).toEqual([0, ''])
    expect(stderr).toContain('rtsp-timeout: 01:00:00')
    expect(stderr).toContain('không rõ nguyên nhân: 00:30:00')
  })

  it('refuses a name that two cameras have, one that none has, and a call without either', async () => {
    const ambiguous = await cli('--camera', 'Sảnh', '--json')
    expect([ambiguous.code, JSON.parse(ambiguous.stdout).error.code]).toEqual([1, 'camera.ambiguous'])
    expect(ambiguous.stderr).toContain('Có nhiều camera mang tên "Sảnh"')
    const unknown = await cli('--camera', 'Quầy 9', '--json')
    expect([unknown.code, JSON.parse(unknown.stdout).error.code]).toEqual([1, 'camera.unknown'])
    expect((await cli()).code).toBe(2)
  })

  it('tells of every camera whether it recorded', async () => {
    const { code, stdout, stderr } = await cli('--digest', '--json')
    expect(code).toBe(0)
    expect(JSON.parse(stdout).cameras).toHaveLength(3)
    expect(stderr).toContain('Quầy 1: hôm qua')
  })
})
