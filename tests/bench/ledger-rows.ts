import BetterSqlite3 from 'better-sqlite3'
import { MINUTE_MS } from '#shared/kernel/instant.ts'
import type { Id } from '#shared/kernel/ids.ts'
import { packGroups } from '#main/features/recordings/group-index.ts'

const GROUP_MS = 2000
const GROUPS = MINUTE_MS / GROUP_MS
const GROUP_BYTES = 500_000
/** One file in so many begins five seconds late: a camera that had to be reached again. */
const GAP_EVERY = 3000
const GAP_MS = 5000

export type FilledCamera = { readonly id: Id; readonly runId: Id }

/** Minute files of each camera from `startMs` on, numbers `first` to `last`, with their groups. */
export function fillSegments(
  path: string,
  cameras: readonly FilledCamera[],
  startMs: number,
  numbers: { readonly first: number; readonly last: number },
): void {
  const database = new BetterSqlite3(path)
  database.pragma('synchronous = OFF')
  database.pragma('cache_size = -262144')
  const groups = Array.from({ length: GROUPS }, (_, index) => ({
    offsetBytes: 1000 + index * GROUP_BYTES,
    sizeBytes: GROUP_BYTES,
    startAtMs: startMs + index * GROUP_MS,
    sampleCount: 30,
  }))
  const all = `with recursive n (number) as (values (@first) union all select number + 1 from n where number < @last)`
  const segments = database.prepare(`insert into segments
      (camera_id, number, run_id, start_at_ms, end_at_ms, media_duration_ms, file_path, size_bytes, sha256, root,
       previous_root, init_bytes, codec, width_px, height_px, group_count, state, state_changed_at_ms, origin)
    ${all}
    select @id, number, @runId,
      @startMs + (number - 1) * ${MINUTE_MS} + case when number % ${GAP_EVERY} = 0 then ${GAP_MS} else 0 end,
      @startMs + number * ${MINUTE_MS}, ${MINUTE_MS}, @id || '/' || number || '.mp4', 15000000,
      lower(hex(randomblob(32))), lower(hex(randomblob(32))), lower(hex(randomblob(32))), 1000, 'h264', 1920, 1080,
      ${GROUPS}, 'present', 0, 'recorded'
    from n`)
  const packs = database.prepare(`insert into segment_groups (camera_id, number, packed) ${all}
    select @id, number, @packed from n`)
  const packed = Buffer.from(packGroups(groups, startMs))
  for (const camera of cameras) {
    database.transaction(() => {
      segments.run({ ...camera, ...numbers, startMs })
      packs.run({ id: camera.id, ...numbers, packed })
    })()
  }
  database.close()
}
