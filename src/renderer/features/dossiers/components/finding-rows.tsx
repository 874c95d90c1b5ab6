import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '#renderer/api/session.ts'
import { formatDateTime } from '#renderer/ui/format.ts'
import { StatusMark } from '#renderer/ui/status-mark.tsx'
import type { Finding } from '#shared/findings/findings.model.ts'

const TONES = { open: 'warning', accepted: 'danger', dismissed: 'neutral' } as const

/** What rules noticed, newest first, with the way to the moment. A finding is a place to look at, not a verdict. */
export function FindingRows({ findings }: { readonly findings: readonly Finding[] }): ReactNode {
  const { t } = useTranslation()
  const may = useMay()
  return (
    <ul className="mc-list">
      {findings.map((finding) => (
        <li key={finding.id}>
          <div className="mc-line">
            <span>
              <strong>{t(`findings.kind.${finding.kind}`)}</strong> · {formatDateTime(finding.atMs)}
            </span>
            <StatusMark tone={TONES[finding.state]}>{t(`findings.state.${finding.state}`)}</StatusMark>
          </div>
          <div className="mc-line">
            <span className="mc-quiet">{finding.decisionNote}</span>
            {may('recordings.view') && (
              <Link className="mc-link" to="/review" search={{ room: finding.roomId, at: finding.atMs }}>
                {t('dossiers.one.seePicture')}
              </Link>
            )}
          </div>
        </li>
      ))}
    </ul>
  )
}
