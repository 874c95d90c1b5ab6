import { foldWords } from '../kernel/fold-words.ts'
import type { DeskAction } from './import-rows.model.ts'

/** The first that fits counts: what is more particular stands higher. */
const SIGNS: readonly (readonly [DeskAction, RegExp])[] = [
  ['refused', /\b(?:tu choi|khong (?:duoc )?tiep nhan|khong nhan)\b/],
  [
    'supplement-received',
    /\b(?:(?:da|nop|tiep nhan|nhan|cong dan) bo sung|bo sung (?:xong|day du)|nop ho so bo sung)\b/,
  ],
  [
    'supplement-requested',
    /\b(?:yeu cau bo sung|yc bo sung|phieu bo sung|de nghi bo sung|cho bo sung|bo sung)\b/,
  ],
  ['fee-paid', /\b(?:thu phi|thu le phi|nop phi|nop le phi|thanh toan|phi le phi|bien lai)\b/],
  ['returned', /\b(?:tra ket qua|da tra|tra ho so cho cong dan|giao ket qua|nhan ket qua)\b/],
  ['received', /\b(?:tiep nhan|nhan ho so|lap ho so|tao ho so)\b/],
  ['finished', /\b(?:ket thuc|hoan thanh|co ket qua|xu ly xong|ban hanh ket qua|dong dau)\b/],
  ['forwarded', /\b(?:chuyen|phan cong|trinh|luan chuyen|giao xu ly|ban giao)\b/],
]

/** What a line of a processing log means at the desk. `other`: nothing that a desk shows. */
export function parseDeskAction(text: string): DeskAction {
  const folded = foldWords(text)
  return SIGNS.find(([, sign]) => sign.test(folded))?.[0] ?? 'other'
}
