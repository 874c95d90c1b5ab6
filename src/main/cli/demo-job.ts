import type { EventCoverage } from '#shared/coverage/coverage.model.ts'
import type { EvidenceClip } from '#shared/evidence/evidence.model.ts'
import { fromVietnamDateTime, toVietnamDateTime } from '#shared/kernel/instant.ts'
import type { TransactionRow } from '#main/simulator/script/scene-script.ts'
import { registerCsv } from '#main/simulator/script/register-csv.ts'
import { systemCall } from '#main/ports/call.ts'
import type { Station } from '#main/serve/open-station.ts'
import type { DemoCamera } from './demo-cameras.ts'
import type { DemoRecording } from './demo-recording.ts'
import { DEMO_SOFTWARE_OFFSET_MS, DEMO_WINDOW } from './demo-station.ts'
import { compareWithScript, type FilmedTruth, type TruthComparison } from './demo-truth.ts'
import { makeEvidence } from './make-evidence.ts'

const CRITERION = '3.8'

export type Matched = {
  readonly dossiers: { readonly imported: number; readonly rejected: number }
  readonly coverage: {
    readonly covered: number
    readonly partial: number
    readonly missing: number
    readonly truth: TruthComparison
  }
  readonly events: readonly EventCoverage[]
}

const call = (verb: string) => systemCall('demo', verb)

/** The rows that the one-stop software had written by the end of the recording. */
function rowsUntil({ virtual }: DemoCamera, atMs: number): TransactionRow[] {
  return virtual.script.rows.filter((row) => row.savedAtMs + DEMO_WINDOW.afterMs <= atMs)
}

async function importOne(station: Station, demoCamera: DemoCamera, rows: readonly TransactionRow[]) {
  const { dossiers, imports } = station.services
  const source = await dossiers.createSource(call('log-source.create'), {
    roomId: demoCamera.camera.roomId,
    name: `Phần mềm một cửa ${demoCamera.rooms.commune.name}`,
    windowBeforeMs: DEMO_WINDOW.beforeMs,
    windowAfterMs: DEMO_WINDOW.afterMs,
    offsetMs: DEMO_SOFTWARE_OFFSET_MS,
    uncertaintyMs: 500,
  })
  return imports.now(call('import.consent'), {
    kind: 'dossier-register',
    sourceId: source.id,
    fileName: 'Sổ theo dõi hồ sơ.csv',
    bytes: new TextEncoder().encode(registerCsv(rows)),
  })
}

async function filmedTruth(
  station: Station,
  demoCamera: DemoCamera,
  recording: DemoRecording,
): Promise<FilmedTruth> {
  const { createdAtMs: lookedFromMs } = demoCamera.camera
  const whole = { fromMs: lookedFromMs, toMs: recording.range.toMs }
  const [lane] = await station.services.recordings.lanes([demoCamera.camera.id], whole)
  const first = lane?.spans.find((span) => span.state === 'recorded')
  const isDropped = demoCamera.camera.id === recording.dropped.camera.id
  return { lookedFromMs, fromMs: first?.fromMs ?? whole.toMs, outages: isDropped ? [recording.drop] : [] }
}

/** Imports the registers of both desks, matches them to the footage, and holds the answer against the script. */
export async function importLogs(
  station: Station,
  cameras: readonly DemoCamera[],
  recording: DemoRecording,
): Promise<Matched> {
  const desks = cameras.filter(({ virtual }) => virtual.script.room === 'one-stop-desk')
  const rows = []
  const imports = []
  for (const desk of desks) {
    const written = rowsUntil(desk, recording.range.toMs)
    imports.push(await importOne(station, desk, written))
    const truth = await filmedTruth(station, desk, recording)
    rows.push(...written.map((row) => ({ ...row, truth })))
  }
  const range = {
    fromMs: Math.min(...desks.map(({ virtual }) => virtual.script.startMs)),
    toMs: recording.range.toMs,
  }
  const { actor } = call('coverage')
  const events = await station.services.coverage.events(actor, range)
  const { covered, partial, missing } = await station.services.coverage.summary(actor, range)
  return {
    dossiers: {
      imported: imports.reduce((sum, record) => sum + record.accepted, 0),
      rejected: imports.reduce((sum, record) => sum + record.rejected, 0),
    },
    coverage: { covered, partial, missing, truth: compareWithScript(events, rows, Date.now()) },
    events,
  }
}

/** Bookmarks the window of a covered dossier at the first desk and makes it evidence. */
export async function sealMoment(
  station: Station,
  cameras: readonly DemoCamera[],
  matched: Matched,
): Promise<EvidenceClip> {
  const [first] = cameras
  const event = matched.events.find(
    ({ verdict, roomId }) => verdict === 'covered' && roomId === first?.camera.roomId,
  )
  if (!first || !event) throw new Error('demo: no dossier with footage to cite')
  const bookmark = await station.services.review.createBookmark(call('bookmark.create'), {
    cameraIds: [first.camera.id],
    fromMs: event.windowFromMs,
    toMs: event.windowToMs,
    dossierId: event.dossierId,
    criterionCode: CRITERION,
    note: 'Dữ liệu mẫu: không thấy giao giấy tiếp nhận và hẹn trả kết quả',
    protects: true,
  })
  return makeEvidence(station, call('evidence.create'), {
    bookmarkId: bookmark.id,
    criterionCode: CRITERION,
    purpose: 'Chấm điểm cải cách hành chính (dữ liệu mẫu)',
  })
}

const midnightOfYear = (year: number): number =>
  fromVietnamDateTime({ year, month: 1, day: 1, hour: 0, minute: 0, second: 0 }) ?? 0

/** A scorecard of the clip's commune, scored in full, with one deduction that cites the clip. */
export async function citeOnScorecard(station: Station, clip: EvidenceClip) {
  const { scoring } = station.services
  const [template] = scoring.templates()
  if (!template) throw new Error('demo: no criteria template')
  const { year } = toVietnamDateTime(Date.now())
  const scorecard = await scoring.create(call('scorecard.create'), {
    communeUnitId: clip.communeUnitId,
    periodLabel: `Năm ${year}`,
    periodFromMs: midnightOfYear(year),
    periodToMs: midnightOfYear(year + 1),
    templateCode: template.code,
  })
  const score = { scorecardId: scorecard.id, notApplicable: false, reason: '' }
  for (const { code, maxHundredths, survey } of template.domains.flatMap((domain) => domain.criteria)) {
    const columns = survey ? (['self', 'survey'] as const) : (['self', 'appraised'] as const)
    for (const column of columns) {
      await scoring.setScore(call('scorecard.set-score'), {
        ...score,
        criterionCode: code,
        column,
        hundredths: maxHundredths,
      })
    }
  }
  const cited = await scoring.addDeduction(call('deduction.add'), {
    scorecardId: scorecard.id,
    criterionCode: CRITERION,
    hundredths: 25,
    evidenceClipId: clip.id,
    incidentCode: 'OS-05',
    reason: 'Không giao giấy tiếp nhận và hẹn trả kết quả (dữ liệu mẫu)',
  })
  return {
    commune: cited.communeName,
    points: cited.total.hundredths / 100,
    maxPoints: cited.total.maxHundredths / 100,
    citations: cited.deductions.filter((deduction) => deduction.state === 'active').length,
  }
}
