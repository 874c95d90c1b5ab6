import type { Id } from '#shared/kernel/ids.ts'
import { codeKey } from '#shared/search/search-query.rules.ts'
import type { Db } from '#main/db/db.ts'
import {
  findAcross,
  findByBeginnings,
  findByTail,
  type FoundDossier,
  type PieceSplit,
} from './search-dossiers.repository.ts'
import { findHeads, findHeadsWith } from './search-terms.repository.ts'

/** Digits of the counter that are kept apart from a code's head. */
const TAIL_DIGITS = 4
/** Of one unit and day. */
const MAX_OF_HEAD = 200

/** Where a piece may stand when it reaches into the counter: its last 1 to 4 digits there, the rest at the head's end. */
function splitsOf(piece: string): PieceSplit[] {
  const splits: PieceSplit[] = []
  for (let digits = 1; digits <= TAIL_DIGITS && digits < piece.length; digits += 1) {
    const tailStart = piece.slice(-digits)
    if (!/^\d+$/.test(tailStart)) break
    splits.push({ headEnd: piece.slice(0, -digits), tailStart })
  }
  return splits
}

/** The whole code, or one that ends beyond the typed digits: `…0007` also begins `…00071`. */
async function byWholeCode(
  db: Db,
  sourceIds: readonly Id[],
  piece: string,
  limit: number,
): Promise<FoundDossier[]> {
  const [last] = splitsOf(piece).filter(({ tailStart }) => tailStart.length === TAIL_DIGITS)
  const heads = last ? await findHeads(db, sourceIds, last.headEnd) : []
  const whole = heads.map(({ sourceId, text }) => ({ sourceId, text: text + (last?.tailStart ?? '') }))
  return findByBeginnings(db, [...whole, ...(await findHeads(db, sourceIds, piece))], limit)
}

/**
 * Newest dossiers with a piece in their code (as `codeKey` writes it), by b-trees: the heads are few and read whole, the
 * dossiers are reached from them. As soon as there are `limit`, the less likely places are left out.
 */
export async function codeCandidates(
  db: Db,
  sourceIds: readonly Id[],
  piece: string,
  limit: number,
): Promise<FoundDossier[]> {
  const found = await byWholeCode(db, sourceIds, piece, limit)
  if (found.some(({ code }) => codeKey(code) === piece)) return found
  if (piece.length === TAIL_DIGITS) found.push(...(await findByTail(db, sourceIds, piece, limit)))
  if (found.length >= limit) return found
  const heads = await findHeadsWith(db, sourceIds, piece, limit)
  found.push(...(await findByBeginnings(db, heads, Math.min(limit, MAX_OF_HEAD))))
  const splits = splitsOf(piece)
  if (found.length >= limit || splits.length === 0) return found
  return [...found, ...(await findAcross(db, sourceIds, splits, limit))]
}
