import { useEffect } from 'react'
import { create } from 'zustand'

/** Keys that do the same thing, and what they do: the full key of its sentence in the locales. */
export type KeyHelp = { readonly keys: readonly string[]; readonly word: string }

type PageKeys = {
  /** Lists of keys that parts of the open page answer to, in the order in which they came. */
  readonly lists: readonly (readonly KeyHelp[])[]
  readonly add: (list: readonly KeyHelp[]) => () => void
}

export const usePageKeysStore = create<PageKeys>()((set) => ({
  lists: [],
  add: (list) => {
    set(({ lists }) => ({ lists: [...lists, list] }))
    return () => set(({ lists }) => ({ lists: lists.filter((one) => one !== list) }))
  },
}))

/** While the caller is on the page, `?` tells of these keys. Hand in a constant: another array is another list. */
export function usePageKeys(list: readonly KeyHelp[]): void {
  const add = usePageKeysStore((state) => state.add)
  useEffect(() => add(list), [add, list])
}
