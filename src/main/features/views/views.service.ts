import { AppError } from '#shared/kernel/app-error.ts'
import type { Id } from '#shared/kernel/ids.ts'
import {
  MOST_VIEWS_OF_A_PAGE,
  type NewSavedView,
  type SavedView,
  type ViewPage,
} from '#shared/views/views.model.ts'
import type { Actor, Call } from '#main/ports/call.ts'
import type { Clock } from '#main/ports/clock.ts'
import type { NewId } from '#main/ports/new-id.ts'
import type { UnitOfWork } from '#main/ports/unit-of-work.ts'
import { deleteView, findView, listViews, upsertView } from './views.repository.ts'

export type ViewsService = ReturnType<typeof createViewsService>

/** Filters that people keep for themselves. Nobody sees another's. */
export function createViewsService(deps: {
  readonly work: UnitOfWork
  readonly clock: Clock
  readonly newId: NewId
}) {
  const { work, clock, newId } = deps

  const list = (actor: Actor, page: ViewPage): Promise<SavedView[]> => listViews(work.db, actor.id, page)

  /** @throws AppError `conflict view.too-many` {most} */
  async function save(call: Call, input: NewSavedView): Promise<SavedView> {
    return work.change(call, async (transaction) => {
      const own = await listViews(transaction, call.actor.id, input.page)
      const isNew = own.every((view) => view.name !== input.name)
      if (isNew && own.length >= MOST_VIEWS_OF_A_PAGE)
        throw new AppError('conflict', 'view.too-many', { most: MOST_VIEWS_OF_A_PAGE })
      const saved = await upsertView(transaction, call.actor.id, {
        ...input,
        id: newId(),
        createdAtMs: clock.nowMs(),
      })
      return {
        result: saved,
        subject: { kind: 'view', id: saved.id },
        detail: { page: saved.page, name: saved.name },
      }
    })
  }

  /** @throws AppError `not-found view.unknown`, another person's too */
  async function remove(call: Call, id: Id): Promise<SavedView> {
    return work.change(call, async (transaction) => {
      const view = await findView(transaction, call.actor.id, id)
      if (!view) throw new AppError('not-found', 'view.unknown')
      await deleteView(transaction, id)
      return { result: view, subject: { kind: 'view', id }, detail: { page: view.page, name: view.name } }
    })
  }

  return { list, save, remove }
}
