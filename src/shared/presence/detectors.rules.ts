import type { Detector } from './detectors.model.ts'

/** Fewer decisions say nothing about a detector. */
export const LEAST_DECIDED = 10
export const WOLF_SHARE = 0.5

type Decided = Pick<Detector, 'accepted' | 'dismissed'>

/** Share of the decided suggestions that people dismissed; null: none was decided. */
export function dismissalShare({ accepted, dismissed }: Decided): number | null {
  return accepted + dismissed === 0 ? null : dismissed / (accepted + dismissed)
}

export function criesWolf(decided: Decided): boolean {
  const share = dismissalShare(decided)
  return share !== null && decided.accepted + decided.dismissed >= LEAST_DECIDED && share > WOLF_SHARE
}
