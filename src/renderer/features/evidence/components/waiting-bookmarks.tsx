import { Button, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { EvidenceClip } from '#shared/evidence/evidence.model.ts'
import type { Bookmark } from '#shared/review/review.model.ts'
import { orpc } from '#renderer/api/client.ts'
import { useMay } from '#renderer/api/session.ts'
import { actorName } from '#renderer/ui/actor-name.ts'
import { formatDateTime, formatDuration } from '#renderer/ui/format.ts'
import { Panel } from '#renderer/ui/panel.tsx'
import { waitingBookmarks } from '../evidence.rules.ts'

type WaitingProps = {
  readonly clips: readonly EvidenceClip[]
  readonly onExport: (bookmark: Bookmark) => void
}

/** Bookmarks that have not become evidence; nothing while there is none. */
export function WaitingBookmarks({ clips, onExport }: WaitingProps): ReactNode {
  const { t } = useTranslation()
  const may = useMay()
  const bookmarks = useQuery(
    orpc.review.bookmarks.queryOptions({ input: {}, enabled: may('recordings.view') }),
  )
  const waiting = useMemo(() => waitingBookmarks(bookmarks.data ?? [], clips), [bookmarks.data, clips])
  if (waiting.length === 0) return null
  return (
    <Panel flush title={t('evidence.waiting', { count: waiting.length })} className="evidence-waiting">
      <ul>
        {waiting.map((bookmark) => (
          <li key={bookmark.id} data-locked={bookmark.protects || undefined}>
            <Link
              to="/review"
              search={{ room: bookmark.roomId, at: bookmark.fromMs, cameras: bookmark.cameraIds.join(',') }}
            >
              {formatDateTime(bookmark.fromMs)} · {formatDuration(bookmark.toMs - bookmark.fromMs)}
            </Link>
            <Text size="sm" truncate className="evidence-note">
              {[bookmark.dossierCode, bookmark.note].filter(Boolean).join(' · ') || t('evidence.untitled')}
            </Text>
            <Text size="xs" c="dimmed">
              {actorName(t, bookmark.createdBy)}
            </Text>
            <Button size="compact-sm" variant="light" onClick={() => onExport(bookmark)}>
              {t('evidence.export')}
            </Button>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
