import { fromVietnamDateTime } from '#shared/kernel/instant.ts'
import type { NewUnit } from '#shared/units/units.model.ts'

const dayStart = (year: number, month: number, day: number): number =>
  fromVietnamDateTime({ year, month, day, hour: 0, minute: 0, second: 0 }) ?? 0

/** The day on which districts ceased to be (domain notes §7). */
export const REFORM_MS = dayStart(2025, 7, 1)

export type SampleUnit = Pick<NewUnit, 'kind' | 'name' | 'code' | 'roles' | 'validFromMs'> & {
  readonly parent: string | null
  readonly predecessor?: string
  readonly validToMs?: number
}

const FOUNDED_MS = dayStart(1997, 1, 1)

/** Province, district, communes, as they stood until 1 July 2025; the district's offices monitor and score. */
export const THREE_LEVELS: readonly SampleUnit[] = [
  {
    kind: 'province',
    name: 'Tỉnh Hà Nam',
    code: 'H25',
    parent: null,
    roles: [],
    validFromMs: FOUNDED_MS,
    validToMs: REFORM_MS,
  },
  {
    kind: 'district',
    name: 'Huyện Kim Bảng',
    code: 'H25.20',
    parent: 'Tỉnh Hà Nam',
    roles: ['scoring-authority'],
    validFromMs: FOUNDED_MS,
    validToMs: REFORM_MS,
  },
  {
    kind: 'inspectorate',
    name: 'Thanh tra huyện Kim Bảng',
    code: null,
    parent: 'Huyện Kim Bảng',
    roles: ['monitoring-authority'],
    validFromMs: FOUNDED_MS,
    validToMs: REFORM_MS,
  },
  {
    kind: 'commune',
    name: 'Xã Tân Sơn (cũ)',
    code: 'H25.20.7',
    parent: 'Huyện Kim Bảng',
    roles: [],
    validFromMs: FOUNDED_MS,
    validToMs: REFORM_MS,
  },
]

/** Province and communes, as they stand since; the commune remembers the one whose place it took. */
export const TWO_LEVELS: readonly SampleUnit[] = [
  { kind: 'province', name: 'Tỉnh Ninh Bình', code: 'H42', parent: null, roles: [], validFromMs: FOUNDED_MS },
  {
    kind: 'inspectorate',
    name: 'Thanh tra tỉnh',
    code: null,
    parent: 'Tỉnh Ninh Bình',
    roles: ['monitoring-authority'],
    validFromMs: REFORM_MS,
  },
  {
    kind: 'office',
    name: 'Sở Nội vụ',
    code: null,
    parent: 'Tỉnh Ninh Bình',
    roles: ['scoring-authority'],
    validFromMs: REFORM_MS,
  },
  {
    kind: 'commune',
    name: 'Xã Tân Sơn',
    code: 'H42.18',
    parent: 'Tỉnh Ninh Bình',
    roles: [],
    validFromMs: REFORM_MS,
    predecessor: 'Xã Tân Sơn (cũ)',
  },
]
