import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formatBytes, formatDate, formatNumber, NONE } from '#renderer/ui/format.ts'
import { Panel } from '#renderer/ui/panel.tsx'
import type { CameraSchedule, ProbeReport, RecordedStream } from '#shared/cameras/cameras.model.ts'
import { HOUR_MS, SECOND_MS } from '#shared/kernel/instant.ts'
import {
  bytesPerDay,
  cardContents,
  declaredRateMilli,
  rateOf,
  ratesDiffer,
  recordedMsPerDay,
} from '../footage-estimate.ts'
import { useCameraWords } from '../use-camera-words.ts'

type ProbeFindingsProps = {
  readonly report: ProbeReport | null
  readonly schedule: CameraSchedule
  readonly recordedStream: RecordedStream
}

type Fact = { readonly name: string; readonly value: ReactNode; readonly warns?: boolean }

/** Device, picture, clock and what a day of it costs, as the check found them. */
export function ProbeFindings({ report, schedule, recordedStream }: ProbeFindingsProps): ReactNode {
  const { t } = useTranslation()
  const device = useDeviceFacts(report)
  const stream = useStreamFacts(report)
  const cost = useCostFacts(report, schedule, recordedStream)
  const facts = [...device, ...stream, ...cost]
  return (
    <Panel title={t('cameras.findings')}>
      {facts.length === 0 ? (
        <p className="mc-quiet">{t('cameras.findingsLater')}</p>
      ) : (
        <dl className="mc-facts">
          {facts.map(({ name, value, warns }) => (
            <div key={name} data-warns={warns === true || undefined}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </Panel>
  )
}

function useDeviceFacts(report: ProbeReport | null): Fact[] {
  const { t } = useTranslation()
  const words = useCameraWords()
  const facts: Fact[] = []
  if (report === null) return facts
  const { device, clockOffset } = report
  if (device !== null) {
    facts.push({ name: t('cameras.found.device'), value: `${device.manufacturer} ${device.model}` })
    facts.push({ name: t('cameras.found.firmware'), value: device.firmware || NONE })
    facts.push({ name: t('cameras.found.serial'), value: device.serialNumber || NONE })
  }
  if (clockOffset !== null) {
    facts.push({ name: t('cameras.found.clock'), value: words.clock(clockOffset) })
  }
  return facts
}

function useStreamFacts(report: ProbeReport | null): Fact[] {
  const { t } = useTranslation()
  const words = useCameraWords()
  const stream = report?.stream ?? null
  if (report === null || stream === null) return []
  const declared = declaredRateMilli(report)
  const measured = formatNumber(stream.frameRateMilli / 1000, 1)
  const differs = declared !== null && declared > 0 && ratesDiffer(declared, stream.frameRateMilli)
  const frames = differs
    ? t('cameras.found.framesDeclared', { frames: measured, declared: formatNumber(declared / 1000, 1) })
    : t('cameras.found.framesPerSecond', { frames: measured })
  const spacingMs = stream.keyframeSpacingMs
  const sub = report.subStream
  return [
    { name: t('cameras.found.picture'), value: words.picture(stream) },
    { name: t('cameras.found.frames'), value: frames, warns: differs },
    {
      name: t('cameras.found.keyframes'),
      value:
        spacingMs === null
          ? t('cameras.found.notSeen')
          : t('cameras.found.everySeconds', { seconds: formatNumber(spacingMs / SECOND_MS, 1) }),
    },
    { name: t('cameras.found.audio'), value: stream.hasAudio ? t('cameras.found.audioOff') : t('ui.no') },
    { name: t('cameras.found.subStream'), value: sub === null ? t('ui.no') : words.picture(sub) },
  ]
}

function useCostFacts(
  report: ProbeReport | null,
  schedule: CameraSchedule,
  recordedStream: RecordedStream,
): Fact[] {
  const { t } = useTranslation()
  if (report === null) return []
  const facts: Fact[] = []
  const rate = rateOf(report, recordedStream)
  if (rate !== null) {
    const dayMs = recordedMsPerDay(schedule)
    const size = formatBytes(bytesPerDay(rate.bitsPerSecond, dayMs))
    const megabits = formatNumber(rate.bitsPerSecond / 1_000_000, 1)
    facts.push({
      name: t('cameras.found.bitrate'),
      value: t(rate.measured ? 'cameras.found.measuredRate' : 'cameras.found.declaredRate', { megabits }),
    })
    facts.push({
      name: t('cameras.found.perDay'),
      value: t('cameras.found.perDayOf', { size, hours: formatNumber(dayMs / HOUR_MS, 1) }),
    })
  }
  const card = report.recordings === null ? null : cardContents(report.recordings)
  if (report.recordings !== null) {
    facts.push({
      name: t('cameras.found.card'),
      value:
        card === null
          ? t('cameras.found.cardEmpty')
          : t('cameras.found.cardDays', {
              days: formatNumber(card.days, 1),
              from: formatDate(card.fromDeviceMs),
            }),
    })
  }
  return facts
}
