import type { SceneScript, Visit, VisitPerson } from '../script/scene-script.ts'

/** What one visitor is doing at a moment; `progress` 0–1 is the share of the way walked. */
export type ActorPose = {
  readonly person: VisitPerson
  /** 0 or 1: which seat of the party. */
  readonly partyIndex: number
  /** 0–2: which place on the bench. */
  readonly benchIndex: number
  readonly action: 'enter-to-bench' | 'wait' | 'bench-to-seat' | 'enter-to-seat' | 'sit' | 'leave'
  readonly progress: number
}

/** 1 = at the desk, 0 = gone; between the two the officer walks. */
export type Scenery = {
  readonly officerShare: number
  readonly officerLeaving: boolean
  readonly actors: readonly ActorPose[]
}

const benchPlaces = 3
const officerWalkMs = 1_400

/** Where everybody is at `stationMs`. Pure. */
export function posesAt(script: SceneScript, stationMs: number): Scenery {
  const actors = script.visits
    .filter((visit) => stationMs >= visit.arriveMs && stationMs < visit.leaveMs + script.walkMs)
    .flatMap((visit) => visit.people.map((person, index) => poseOf(script, visit, person, index, stationMs)))
  return { ...officerAt(script, stationMs), actors }
}

function poseOf(
  script: SceneScript,
  visit: Visit,
  person: VisitPerson,
  partyIndex: number,
  stationMs: number,
): ActorPose {
  const base = { person, partyIndex, benchIndex: (visit.id + partyIndex) % benchPlaces }
  const { walkMs } = script
  if (stationMs >= visit.leaveMs)
    return { ...base, action: 'leave', progress: (stationMs - visit.leaveMs) / walkMs }
  if (stationMs >= visit.seatedMs) return { ...base, action: 'sit', progress: 0 }
  const toSeatMs = Math.round(walkMs * 0.6)
  const waits = visit.seatedMs - visit.arriveMs > walkMs + toSeatMs + 1_000
  if (!waits) {
    const progress = (stationMs - visit.arriveMs) / (visit.seatedMs - visit.arriveMs)
    return { ...base, action: 'enter-to-seat', progress }
  }
  if (stationMs < visit.arriveMs + walkMs) {
    return { ...base, action: 'enter-to-bench', progress: (stationMs - visit.arriveMs) / walkMs }
  }
  if (stationMs < visit.seatedMs - toSeatMs) return { ...base, action: 'wait', progress: 0 }
  return { ...base, action: 'bench-to-seat', progress: 1 - (visit.seatedMs - stationMs) / toSeatMs }
}

function officerAt(script: SceneScript, stationMs: number): Pick<Scenery, 'officerShare' | 'officerLeaving'> {
  const present = script.officerPresence.find((range) => stationMs >= range.fromMs && stationMs < range.toMs)
  if (present === undefined) return { officerShare: 0, officerLeaving: false }
  const sinceMs = present.fromMs === script.startMs ? officerWalkMs : stationMs - present.fromMs
  const untilMs = present.toMs === script.endMs ? officerWalkMs : present.toMs - stationMs
  const share = Math.min(sinceMs, untilMs, officerWalkMs) / officerWalkMs
  return { officerShare: share, officerLeaving: untilMs < sinceMs }
}
