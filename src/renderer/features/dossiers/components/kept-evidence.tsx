import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '#renderer/api/client.ts'
import { useMay } from '#renderer/api/session.ts'
import { formatRange } from '#renderer/ui/format.ts'
import { Panel } from '#renderer/ui/panel.tsx'
import type { DossierInRoom } from '#shared/dossiers/dossier-list.model.ts'

/** Bookmarks and sealed clips that cite the dossier. */
export function KeptEvidence({ dossier }: { readonly dossier: DossierInRoom }): ReactNode {
  const { t } = useTranslation()
  const may = useMay()
  const bookmarks = useQuery(
    orpc.review.bookmarks.queryOptions({
      input: { roomId: dossier.roomId, dossierId: dossier.id },
      enabled: may('recordings.view'),
    }),
  )
  const clips = useQuery(orpc.evidence.list.queryOptions({ enabled: may('evidence.read') }))
  const marks = bookmarks.data ?? []
  const sealed = (clips.data ?? []).filter(({ dossierId }) => dossierId === dossier.id)
  return (
    <Panel title={t('dossiers.one.kept')}>
      {marks.length + sealed.length === 0 ? (
        <p className="mc-quiet">{t('dossiers.one.nothingKept')}</p>
      ) : (
        <ul className="mc-list">
          {marks.map((mark) => (
            <li key={mark.id}>
              <Link className="mc-link" to="/review" search={{ room: mark.roomId, at: mark.fromMs }}>
                {t('dossiers.one.bookmark')} {formatRange(mark)}
              </Link>
              <div className="mc-quiet">{mark.note}</div>
            </li>
          ))}
          {sealed.map((clip) => (
            <li key={clip.id}>
              <Link className="mc-link" to="/evidence">
                {t('dossiers.one.clip')}{' '}
                {formatRange({ fromMs: clip.requestedFromMs, toMs: clip.requestedToMs })}
              </Link>
              <div className="mc-quiet">{clip.purpose}</div>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}
