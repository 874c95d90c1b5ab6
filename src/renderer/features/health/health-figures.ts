import type { AlertDetail, AlertKind, CameraHealth } from '#shared/health/health.model.ts'
import { MINUTE_MS, SECOND_MS } from '#shared/kernel/instant.ts'
import { formatNumber, formatSignedSeconds, formatTime } from '#renderer/ui/format.ts'
import type { StatusTone } from '#renderer/ui/status-mark.tsx'

/** Cameras that record now out of those that have to, and what is missing today. */
export function healthFigures(rows: readonly CameraHealth[]) {
  const due = rows.filter(({ recorder }) => recorder.state !== 'stopped' && recorder.state !== 'off-schedule')
  return {
    due: due.length,
    recording: due.filter(({ recorder }) => recorder.state === 'recording').length,
    scheduledMs: rows.reduce((sum, { today }) => sum + today.scheduledMs, 0),
    missingMs: rows.reduce((sum, { today }) => sum + today.missingMs, 0),
    alerts: rows.reduce((sum, row) => sum + row.alerts.length, 0),
  }
}

const WARNINGS: readonly AlertKind[] = [
  'clock-off',
  'clock-unread',
  'keyframes-far',
  'disk-low',
  'camera-unstable',
]

export function alertTone(kind: AlertKind, isOver: boolean): StatusTone {
  if (isOver) return 'neutral'
  return WARNINGS.includes(kind) ? 'warning' : 'danger'
}

/** What the sentence of an alert says in figures. */
export function alertValues(detail: AlertDetail): Record<string, string> {
  const values: Record<string, string> = {}
  for (const [key, value] of Object.entries(detail)) {
    if (value === null) continue
    if (key === 'offsetMs') values[key] = formatSignedSeconds(Number(value))
    else if (key === 'spacingMs') values[key] = `${formatNumber(Number(value) / SECOND_MS, 1)} s`
    else if (key.endsWith('AtMs')) values[key] = formatTime(Number(value))
    else values[key] = String(value)
  }
  return values
}

/** A picture this old is no longer "now": two keyframe groups of a healthy camera and some slack. */
const OLD_PICTURE_MS = MINUTE_MS

export function isPictureOld(lastGroupEndMs: number | null, nowMs: number): boolean {
  return lastGroupEndMs === null || nowMs - lastGroupEndMs > OLD_PICTURE_MS
}
