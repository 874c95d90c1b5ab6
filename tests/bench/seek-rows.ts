import { link, mkdir, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import type { Id } from '#shared/kernel/ids.ts'
import { DAY_MS, type InstantMs, MINUTE_MS } from '#shared/kernel/instant.ts'
import { packGroups } from '#main/features/recordings/group-index.ts'
import type { SegmentWithGroups } from '#main/features/recordings/segment.model.ts'

const MINUTES_A_DAY = DAY_MS / MINUTE_MS

/**
 * Days of cameras whose every minute is the one real file: rows of their own, names of their own, the same bytes. A
 * folder holds a day of hard links, and each camera's day is a link to that folder.
 */
export async function linkDays(
  recordings: string,
  realPath: string,
  cameras: readonly Id[],
  days: number,
): Promise<void> {
  const pool = join(recordings, 'pool')
  await mkdir(pool, { recursive: true })
  for (let minute = 0; minute < MINUTES_A_DAY; minute += 1) await link(realPath, join(pool, `${minute}.mp4`))
  for (const id of cameras) {
    await mkdir(join(recordings, id), { recursive: true })
    for (let day = 0; day < days; day += 1) await symlink(pool, join(recordings, id, `${day}`))
  }
}

/** The index of those files, from `startMs` on. Each minute is a run: its media time begins anew. */
export function fillDays(
  databasePath: string,
  real: SegmentWithGroups,
  cameras: readonly Id[],
  startMs: InstantMs,
  days: number,
): void {
  const database = new BetterSqlite3(databasePath)
  database.pragma('synchronous = OFF')
  database.pragma('cache_size = -262144')
  const all = `with recursive n (number) as (values (1) union all select number + 1 from n where number < @last)`
  const from = `@startMs + (number - 1) * ${MINUTE_MS}`
  const runs =
    database.prepare(`insert into recording_runs (id, camera_id, started_at_ms, ended_at_ms, end_reason)
    ${all} select @id || '-' || number, @id, ${from}, ${from} + ${MINUTE_MS}, 'bench' from n`)
  const segments = database.prepare(`insert into segments
      (camera_id, number, run_id, start_at_ms, end_at_ms, media_duration_ms, file_path, size_bytes, sha256, root,
       previous_root, init_bytes, codec, width_px, height_px, group_count, state, state_changed_at_ms, origin)
    ${all}
    select @id, number, @id || '-' || number, ${from}, ${from} + ${MINUTE_MS}, ${MINUTE_MS},
      @id || '/' || ((number - 1) / ${MINUTES_A_DAY}) || '/' || ((number - 1) % ${MINUTES_A_DAY}) || '.mp4',
      @sizeBytes, @sha256, @root, null, @initBytes, 'h264', @widthPx, @heightPx, @groupCount, 'present', 0, 'recorded'
    from n`)
  const packs = database.prepare(`insert into segment_groups (camera_id, number, packed) ${all}
    select @id, number, @packed from n`)
  const { sizeBytes, sha256, root, initBytes, widthPx, heightPx, groupCount } = real
  const packed = Buffer.from(packGroups(real.groups, real.startAtMs))
  const last = days * MINUTES_A_DAY
  for (const id of cameras) {
    database.transaction(() => {
      runs.run({ id, last, startMs })
      segments.run({ id, last, startMs, sizeBytes, sha256, root, initBytes, widthPx, heightPx, groupCount })
      packs.run({ id, last, packed })
    })()
  }
  database.close()
}
