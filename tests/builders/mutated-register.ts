import { fromVietnamDateTime, formatVietnamDateTime, MINUTE_MS } from '#shared/kernel/instant.ts'
import { framedRegister, registerRow } from './register-files.ts'

/** Small, seeded, the same everywhere. https://gist.github.com/tommyettinger/46a874533244883189143505d203312c */
export function seededRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

type Dossier = { code: string; receivedAtMs: number; dueAtMs: number; returnedAtMs: number }

const at = (day: number, minute: number): number =>
  fromVietnamDateTime({
    year: 2026,
    month: 11,
    day,
    hour: Math.floor(minute / 60),
    minute: minute % 60,
    second: 0,
  }) ?? 0

/** Monday 2 to Friday 20 November 2026: fifteen office days. */
const DAYS = [2, 3, 4, 5, 6, 9, 10, 11, 12, 13, 16, 17, 18, 19, 20]
const PER_DAY = 12

/** A register of fifteen days, twelve dossiers each, received in the mornings, returned two days later in the mornings. */
function honestRegister(random: () => number): Dossier[] {
  return DAYS.flatMap((day) =>
    Array.from({ length: PER_DAY }, (_, index) => ({
      code: `H42.18-2611${String(day).padStart(2, '0')}-${String(index + 1).padStart(4, '0')}`,
      receivedAtMs: at(day, 8 * 60 + index * 15) + Math.floor(random() * 60) * 1000,
      dueAtMs: at(day, 16 * 60) + 5 * 24 * 60 * MINUTE_MS,
      returnedAtMs: at(day, 8 * 60 + index * 14) + 2 * 24 * 60 * MINUTE_MS,
    })),
  )
}

function cellsOf(dossiers: readonly Dossier[]): string[][] {
  const rows = dossiers.map(({ code, receivedAtMs, dueAtMs, returnedAtMs }) =>
    registerRow({
      code,
      receivedAt: formatVietnamDateTime(receivedAtMs),
      dueAt: formatVietnamDateTime(dueAtMs),
      returnedAt: formatVietnamDateTime(returnedAtMs),
    }),
  )
  return framedRegister(rows).map((cells) =>
    cells.map((cell) => (cell.startsWith('Từ ngày') ? 'Từ ngày 01/11/2026 đến ngày 30/11/2026' : cell)),
  )
}

function shuffled<Item>(items: readonly Item[], random: () => number): Item[] {
  return items
    .map((item) => ({ item, order: random() }))
    .toSorted((a, b) => a.order - b.order)
    .map(({ item }) => item)
}

export type Mutations = {
  readonly backDated: readonly string[]
  readonly moved: readonly string[]
  readonly vanished: readonly string[]
  /** Days of November on which everything was returned in the last minutes. */
  readonly burstDays: readonly number[]
}

/**
 * Two exports of one month: an honest one and a second one with twenty mutations, five of each kind; two of the
 * back-dated are dossiers that the first did not have. Rows of the second come in another order.
 */
export function mutatedRegister(seed: number): {
  readonly first: string[][]
  readonly second: string[][]
  readonly mutations: Mutations
} {
  const random = seededRandom(seed)
  const honest = honestRegister(random)
  // Days on which something that was received two days before is returned.
  const returnDays = DAYS.filter((day) => DAYS.includes(day - 2))
  const burstDays = shuffled(returnDays, random).slice(0, 5)
  const chosen = shuffled(honest, random)
  const backDated = chosen.slice(0, 3)
  const moved = chosen.slice(3, 8)
  const vanished = new Set(chosen.slice(8, 13))
  const second = honest
    .filter((dossier) => !vanished.has(dossier))
    .map((dossier): Dossier => {
      const day = new Date(dossier.returnedAtMs + 7 * 60 * MINUTE_MS).getUTCDate()
      return {
        ...dossier,
        receivedAtMs: dossier.receivedAtMs - (backDated.includes(dossier) ? 26 * 60 * MINUTE_MS : 0),
        dueAtMs: dossier.dueAtMs + (moved.includes(dossier) ? 3 * 24 * 60 * MINUTE_MS : 0),
        returnedAtMs: burstDays.includes(day)
          ? at(day, 16 * 60 + 50) + Math.floor(random() * 9) * MINUTE_MS
          : dossier.returnedAtMs,
      }
    })
  const slipped = [1, 2].map((number) => ({
    code: `H42.18-261103-09${number}0`,
    receivedAtMs: at(3, 9 * 60 + number),
    dueAtMs: at(10, 16 * 60),
    returnedAtMs: at(24, 9 * 60),
  }))
  return {
    first: cellsOf(honest),
    second: cellsOf(shuffled([...second, ...slipped], random)),
    mutations: {
      backDated: [...backDated, ...slipped].map(({ code }) => code),
      moved: moved.map(({ code }) => code),
      vanished: [...vanished].map(({ code }) => code),
      burstDays,
    },
  }
}
