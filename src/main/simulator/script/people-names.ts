import type { Random } from './random.ts'

const familyNames = [
  'Nguyễn',
  'Trần',
  'Lê',
  'Phạm',
  'Hoàng',
  'Phan',
  'Vũ',
  'Đặng',
  'Bùi',
  'Đỗ',
  'Ngô',
  'Đinh',
] as const
const middleNamesOfWomen = ['Thị', 'Thị', 'Ngọc', 'Thu', 'Thanh', 'Thị Minh'] as const
const givenNamesOfWomen = [
  'Hương',
  'Lan',
  'Hoa',
  'Thảo',
  'Nhung',
  'Yến',
  'Hằng',
  'Mai',
  'Phượng',
  'Quỳnh',
] as const
const middleNamesOfMen = ['Văn', 'Văn', 'Đức', 'Quang', 'Xuân', 'Hữu'] as const
const givenNamesOfMen = [
  'Hùng',
  'Dũng',
  'Tuấn',
  'Thắng',
  'Khánh',
  'Đạt',
  'Sơn',
  'Bình',
  'Thịnh',
  'Nghĩa',
] as const

export type Person = { readonly name: string; readonly woman: boolean }

/** An invented name put together from common parts; it means no living person. */
export function inventPerson(random: Random): Person {
  const woman = random.chance(0.52)
  const family = random.pick(familyNames)
  const middle = woman ? random.pick(middleNamesOfWomen) : random.pick(middleNamesOfMen)
  const given = woman ? random.pick(givenNamesOfWomen) : random.pick(givenNamesOfMen)
  return { name: `${family} ${middle} ${given}`, woman }
}
