import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { formatClockOffset, formatNumber } from '#renderer/ui/format.ts'
import type { CameraSchedule, VideoCodec } from '#shared/cameras/cameras.model.ts'
import type { ClockOffset } from '#shared/kernel/clock-offset.ts'
import { MINUTE_MS } from '#shared/kernel/instant.ts'
import { clockWord, codecName, lengthOf, pictureOf } from './camera-words.ts'

/** What is said of a camera on more than one page. */
export function useCameraWords() {
  const { t } = useTranslation()
  return useMemo(
    () => ({
      codec: (codec: VideoCodec): string => codecName(codec, t('cameras.otherCodec')),
      /** `H.265 · 2560×1440`. */
      picture: (given: { readonly codec: VideoCodec; readonly widthPx: number; readonly heightPx: number }) =>
        pictureOf(given, t('cameras.otherCodec')),
      /** `chậm 12 giây (−12,1 s ± 0,5)`. */
      clock: (offset: ClockOffset): string => {
        const word = clockWord(offset)
        const { count, unit } = lengthOf(offset.offsetMs)
        const length = t(`cameras.length.${unit}`, { count, number: formatNumber(count) })
        return `${t(`cameras.clock.${word}`, { length })} (${formatClockOffset(offset)})`
      },
      schedule: (schedule: CameraSchedule): string => {
        if (schedule.kind === 'always') return t('cameras.schedule.always')
        const before = formatNumber(schedule.preRollMs / MINUTE_MS)
        const after = formatNumber(schedule.postRollMs / MINUTE_MS)
        return t('cameras.schedule.officeWith', { before, after })
      },
      /** For narrow cells. */
      shortSchedule: (schedule: CameraSchedule): string => {
        if (schedule.kind === 'always') return t('cameras.schedule.always')
        const before = formatNumber(schedule.preRollMs / MINUTE_MS)
        const after = formatNumber(schedule.postRollMs / MINUTE_MS)
        return t('cameras.schedule.officeShort', { before, after })
      },
    }),
    [t],
  )
}
