import type { RecorderStatus } from '#shared/recordings/recordings.model.ts'
import type { StatusTone } from './status-mark.tsx'

export const RECORDER_TONES: Readonly<Record<RecorderStatus['state'], StatusTone>> = {
  recording: 'ok',
  connecting: 'running',
  retrying: 'warning',
  stopped: 'neutral',
  'disk-full': 'danger',
  'off-schedule': 'neutral',
}
