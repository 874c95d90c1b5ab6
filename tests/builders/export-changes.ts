import type { Role } from '#shared/users/users.model.ts'
import type { ApiClient } from './api-client.ts'

type Step = <T>(role: Role, path: string, change: () => Promise<T>) => Promise<T>

/** Keeping filters and taking a list out, over the interface. */
export async function changeViewsAndExport(step: Step, inspector: ApiClient): Promise<void> {
  const view = await step('inspector', 'views/save', () =>
    inspector.views.save({ page: 'dossiers', name: 'Quá hạn', search: { time: 'overdue' } }),
  )
  await step('inspector', 'views/remove', () => inspector.views.remove({ id: view.id }))
  const progress = await step('inspector', 'exports/workbook', () =>
    inspector.exports.workbook({ wanted: { list: 'cameras', filter: {} } }),
  )
  for await (const part of progress) if (part.kind === 'file') return
}
