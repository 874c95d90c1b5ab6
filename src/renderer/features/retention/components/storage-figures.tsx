import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Forecast, StorageUsage } from '#shared/retention/retention.model.ts'
import { Figure } from '#renderer/ui/figure.tsx'
import { formatBytes, NONE } from '#renderer/ui/format.ts'
import { cameraBytes, lockedBytes } from '../storage-parts.ts'
import { bytesOf, outlookOf } from '../storage-words.ts'

type StorageFiguresProps = { readonly usage: StorageUsage; readonly forecast: Forecast }

export function StorageFigures({ usage, forecast }: StorageFiguresProps): ReactNode {
  const { t } = useTranslation()
  const outlook = outlookOf(t, forecast)
  const filmed = usage.cameras.filter((camera) => cameraBytes(camera) > 0)
  // Cameras of other rooms come as one row: how many they are is not known here.
  const knowsAll = usage.cameras.every(({ cameraId }) => cameraId !== null)
  return (
    <div className="storage-figures">
      <Figure
        label={t('retention.figure.outlook')}
        value={outlook.value}
        note={outlook.note}
        tone={outlook.tone}
      />
      <Figure
        label={t('retention.figure.free')}
        value={bytesOf(usage.freeBytes, usage.totalBytes)}
        note={t('retention.figure.freeNote')}
      />
      <Figure
        label={t('retention.figure.locked')}
        value={bytesOf(lockedBytes(usage), forecast.capacityBytes)}
        note={t('retention.figure.lockedNote')}
      />
      <Figure
        label={t('retention.figure.perDay')}
        value={forecast.bytesPerDay === null ? NONE : formatBytes(forecast.bytesPerDay)}
        {...(knowsAll ? { note: t('retention.figure.perDayNote', { count: filmed.length }) } : {})}
      />
    </div>
  )
}
