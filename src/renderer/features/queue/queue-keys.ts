import type { QueueItem } from '#shared/queue/queue.model.ts'

/** What one key, or one button, does to an item. */
export type QueueAct =
  | { readonly do: 'claim' }
  | { readonly do: 'release' }
  | { readonly do: 'decide'; readonly state: 'accepted' | 'dismissed' }
  | { readonly do: 'finish'; readonly outcome: 'in-order' | 'follow-up' | 'cannot-tell' }

/** The acts of an item, each with its key and the word under `queue.act.`. */
export function actsOf(item: Pick<QueueItem, 'kind' | 'claim'>, who: string) {
  const mine = item.claim?.assignee === who || item.claim?.claimedBy === who
  const claim = mine
    ? ({ key: 'c', word: 'release', act: { do: 'release' } } as const)
    : ({ key: 'c', word: 'claim', act: { do: 'claim' } } as const)
  if (item.kind === 'finding')
    return [
      { key: 'a', word: 'accept', act: { do: 'decide', state: 'accepted' } },
      { key: 'd', word: 'dismiss', act: { do: 'decide', state: 'dismissed' } },
      claim,
    ] as const
  return [
    { key: 'a', word: 'in-order', act: { do: 'finish', outcome: 'in-order' } },
    { key: 'f', word: 'follow-up', act: { do: 'finish', outcome: 'follow-up' } },
    { key: 'x', word: 'cannot-tell', act: { do: 'finish', outcome: 'cannot-tell' } },
    claim,
  ] as const
}

/** null: the key does nothing here. */
export function actOfKey(key: string, item: Pick<QueueItem, 'kind' | 'claim'>, who: string): QueueAct | null {
  return actsOf(item, who).find((each) => each.key === key.toLowerCase())?.act ?? null
}
