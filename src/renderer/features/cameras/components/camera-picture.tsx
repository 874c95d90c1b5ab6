import { IconPhoto, IconPhotoOff } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { LadderRun } from '../ladder-run.ts'

/** What the camera sees. The place is kept, so that nothing moves when the picture comes. */
export function CameraPicture({ run }: { readonly run: LadderRun }): ReactNode {
  const { t } = useTranslation()
  const { report } = run
  const jpeg = report?.snapshotJpeg ?? null
  return (
    <div className="mc-picture" data-testid="probe-picture">
      {jpeg === null ? (
        <div className="mc-picture-none">
          {report === null ? (
            <IconPhoto size={26} stroke={1.4} aria-hidden />
          ) : (
            <IconPhotoOff size={26} stroke={1.4} aria-hidden />
          )}
          {report === null ? t('cameras.pictureSoon') : t('cameras.pictureNone')}
        </div>
      ) : (
        <img
          src={`data:image/jpeg;base64,${jpeg}`}
          alt={t('cameras.pictureOf', { address: report?.address })}
        />
      )}
    </div>
  )
}
