import type { Id } from '#shared/kernel/ids.ts'
import type { InstantMs } from '#shared/kernel/instant.ts'
import type { Db } from '#main/db/db.ts'
import { findViews } from './search-notes.repository.ts'

/** For each moment the cameras that looked at its counter then; none where no counter or no time is known. */
export async function camerasAt(
  db: Db,
  moments: readonly { readonly counterId: Id | null; readonly atMs: InstantMs | null }[],
): Promise<Id[][]> {
  const counterIds = [...new Set(moments.flatMap(({ counterId }) => (counterId === null ? [] : [counterId])))]
  const views = await findViews(db, counterIds)
  return moments.map(({ counterId, atMs }) =>
    atMs === null
      ? []
      : views
          .filter((view) => view.counterId === counterId)
          .filter((view) => view.fromMs <= atMs && (view.toMs === null || atMs < view.toMs))
          .map(({ cameraId }) => cameraId),
  )
}
