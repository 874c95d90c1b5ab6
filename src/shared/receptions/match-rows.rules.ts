/** Names a row in one way; null: this way does not name it. Rows with equal keys are the same thing. */
export type RowKey<Row> = (row: Row) => string | null

export type RowPair<Told, Stored> = { readonly told: Told; readonly stored: Stored }

export type RowMatch<Told, Stored> = {
  readonly pairs: readonly RowPair<Told, Stored>[]
  readonly fresh: readonly Told[]
  readonly left: readonly Stored[]
}

type WithBody<Body> = { readonly body: Body }

/**
 * Finds the rows of a file again among those that are stored. Registers restart their numbers, insert rows and correct
 * words, so that no single key holds: the keys are tried from the strictest to the loosest, each on what the ones before
 * left over, and each row is used once, in order.
 */
export function matchRows<Body, Told extends WithBody<Body>, Stored extends WithBody<Body>>(
  told: readonly Told[],
  stored: readonly Stored[],
  keys: readonly RowKey<Body>[],
): RowMatch<Told, Stored> {
  const pairs: RowPair<Told, Stored>[] = []
  let fresh = told
  let left = stored
  for (const keyOf of keys) {
    const waiting = new Map<string, { readonly rows: Stored[]; next: number }>()
    for (const row of left) {
      const key = keyOf(row.body)
      if (key === null) continue
      const queue = waiting.get(key)
      if (queue === undefined) waiting.set(key, { rows: [row], next: 0 })
      else queue.rows.push(row)
    }
    const used = new Set<Stored>()
    const unmatched: Told[] = []
    for (const row of fresh) {
      const key = keyOf(row.body)
      const queue = key === null ? undefined : waiting.get(key)
      const found = queue?.rows[queue.next]
      if (queue === undefined || found === undefined) unmatched.push(row)
      else {
        queue.next += 1
        used.add(found)
        pairs.push({ told: row, stored: found })
      }
    }
    fresh = unmatched
    left = left.filter((row) => !used.has(row))
  }
  return { pairs, fresh, left }
}

/** The rows of one file without those that it tells twice; a row without a key is never a repetition. */
export function withoutRepeats<Body, Told extends WithBody<Body>>(
  told: readonly Told[],
  keyOf: RowKey<Body>,
): { readonly once: Told[]; readonly repeats: Told[] } {
  const seen = new Set<string>()
  const once: Told[] = []
  const repeats: Told[] = []
  for (const row of told) {
    const key = keyOf(row.body)
    if (key !== null && seen.has(key)) repeats.push(row)
    else once.push(row)
    if (key !== null) seen.add(key)
  }
  return { once, repeats }
}
