import type { BoardPicture } from '#shared/notice-boards/notice-boards.model.ts'
import { monthOf } from '#shared/notice-boards/notice-boards.rules.ts'

export type BoardMonth = {
  /** `2026-11`. */
  readonly month: string
  /** Newest first. */
  readonly pictures: readonly BoardPicture[]
  /** Of them, those that can be shown. */
  readonly shown: number
}

export function canShow({
  takenAtMs,
  deletedAtMs,
}: Pick<BoardPicture, 'takenAtMs' | 'deletedAtMs'>): boolean {
  return takenAtMs !== null && deletedAtMs === null
}

/** By month, newest first. */
export function byMonth(pictures: readonly BoardPicture[]): BoardMonth[] {
  const months = new Map<string, BoardPicture[]>()
  for (const picture of pictures.toSorted((left, right) => right.dueAtMs - left.dueAtMs)) {
    const month = monthOf(picture.dueAtMs)
    months.set(month, [...(months.get(month) ?? []), picture])
  }
  return [...months].map(([month, own]) => ({ month, pictures: own, shown: own.filter(canShow).length }))
}

/**
 * What stands side by side when nobody chose: the newest picture, and the newest one of an earlier month; of one month
 * alone its oldest.
 */
export function defaultPair(months: readonly BoardMonth[]): {
  readonly left: BoardPicture | null
  readonly right: BoardPicture | null
} {
  const newest = months.flatMap(({ month, pictures }) => {
    const picture = pictures.find(canShow)
    return picture ? [{ month, picture }] : []
  })
  const right = newest[0]?.picture ?? null
  const oldest = months[0]?.pictures.findLast(canShow) ?? null
  return { left: newest[1]?.picture ?? (oldest?.id === right?.id ? null : oldest), right }
}

/** `11/2026`. */
export function monthText(month: string): string {
  return month.split('-').toReversed().join('/')
}
