import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formatClockOffset, formatNumber } from '#renderer/ui/format.ts'
import type { ProbeReport } from '#shared/cameras/cameras.model.ts'
import { SECOND_MS } from '#shared/kernel/instant.ts'

const CODEC_NAMES = { h264: 'H.264', h265: 'H.265' } as const

/** Device, picture and clock as the check found them. */
export function ProbeFindings({ report }: { readonly report: ProbeReport }): ReactNode {
  const { t } = useTranslation()
  const { device, stream, clockOffset, streamUri } = report
  const facts: [string, string][] = []
  if (device !== null) {
    facts.push([t('cameras.found.device'), `${device.manufacturer} ${device.model}`])
    facts.push([t('cameras.found.firmware'), device.firmware])
    facts.push([t('cameras.found.serial'), device.serialNumber])
  }
  if (stream !== null) {
    const codec = stream.codec === 'other' ? t('cameras.otherCodec') : CODEC_NAMES[stream.codec]
    const frames = formatNumber(stream.frameRateMilli / 1000, 1)
    facts.push([t('cameras.found.picture'), `${codec} · ${stream.widthPx}×${stream.heightPx}`])
    facts.push([t('cameras.found.frames'), t('cameras.found.framesPerSecond', { frames })])
    if (stream.keyframeSpacingMs !== null) {
      facts.push([
        t('cameras.found.keyframes'),
        t('cameras.found.everySeconds', { seconds: formatNumber(stream.keyframeSpacingMs / SECOND_MS, 1) }),
      ])
    }
    facts.push([t('cameras.found.audio'), stream.hasAudio ? t('ui.yes') : t('ui.no')])
  }
  if (clockOffset !== null) facts.push([t('cameras.found.clock'), formatClockOffset(clockOffset)])
  if (streamUri !== null) facts.push([t('cameras.found.stream'), streamUri])
  if (facts.length === 0) return null
  return (
    <dl className="mc-facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
