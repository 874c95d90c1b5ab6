import { formatVietnamTime } from '#shared/kernel/instant.ts'
import type { Matched } from './demo-job.ts'
import type { CameraFigures } from './demo-recording.ts'
import { say } from './output.ts'

export type DemoResult = {
  readonly cameras: readonly CameraFigures[]
  readonly dossiers: Matched['dossiers']
  readonly coverage: Matched['coverage']
  readonly evidence: { readonly bundle: string; readonly sha256: string; readonly verified: boolean }
  readonly scorecard: {
    readonly commune: string
    readonly points: number
    readonly maxPoints: number
    readonly citations: number
  }
  readonly startedAt: string
  readonly tookMs: number
}

const seconds = (ms: number): string => (ms / 1000).toFixed(1).replace('.', ',')
const percent = (part: number, whole: number): string =>
  whole === 0 ? '—' : `${((part / whole) * 100).toFixed(1).replace('.', ',')} %`

const CAUSES: Readonly<Record<string, string>> = {
  'camera-offline': 'mất tín hiệu camera',
  'recorder-down': 'chưa ghi',
  'disk-full': 'đĩa đầy',
  unknown: 'chưa rõ',
  'not-yet-fetched': 'đang ghi dở',
}

/** The demo's outcome as a person reads it. */
export function showResult(result: DemoResult): void {
  say('\nKẾT QUẢ')
  for (const camera of result.cameras) {
    say(
      `  ${camera.name} (${camera.codec}): ${seconds(camera.recordedMs)}/${seconds(camera.expectedMs)} giây (${percent(camera.recordedMs, camera.expectedMs)}), ${camera.segments} đoạn`,
    )
    for (const gap of camera.gaps) {
      say(
        `      thiếu ${formatVietnamTime(gap.fromMs)}–${formatVietnamTime(gap.toMs)}: ${CAUSES[gap.cause] ?? gap.cause}`,
      )
    }
  }
  const { covered, partial, missing, truth } = result.coverage
  say(`  Hồ sơ: nhập ${result.dossiers.imported}, loại ${result.dossiers.rejected}`)
  say(
    `  Đối chiếu ${truth.events} lượt tại quầy: đủ hình ${covered}, thiếu một phần ${partial}, không có hình ${missing}`,
  )
  say(
    `  So với kịch bản: lệch nhiều nhất ${seconds(truth.largestDifferenceMs)} giây, ${truth.differing} lượt lệch từ 1 giây`,
  )
  say(`  Bằng chứng: ${result.evidence.bundle}`)
  say(
    `      SHA-256 ${result.evidence.sha256}, kiểm tra: ${result.evidence.verified ? 'nguyên vẹn' : 'KHÔNG QUA'}`,
  )
  const { commune, points, maxPoints, citations } = result.scorecard
  say(`  Phiếu điểm ${commune}: ${points.toLocaleString('vi-VN')}/${maxPoints} điểm, ${citations} viện dẫn`)
  say(`  Hết ${seconds(result.tookMs)} giây`)
}
