import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { EvidenceClip } from '#shared/evidence/evidence.model.ts'
import { orpc } from '#renderer/api/client.ts'
import { useMay } from '#renderer/api/session.ts'
import { ClipPlayer } from '#renderer/player/clip-player.tsx'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { formatDateTime, formatTime, NONE } from '#renderer/ui/format.ts'
import { Panel } from '#renderer/ui/panel.tsx'

type CitedClipProps = {
  readonly clip: EvidenceClip | null
  /** A deduction is chosen; without a clip its evidence is not open to this person. */
  readonly hasDeduction: boolean
}

/** The sealed clip that the chosen deduction cites. */
export function CitedClip({ clip, hasDeduction }: CitedClipProps): ReactNode {
  const { t } = useTranslation()
  const may = useMay()
  const cameras = useQuery(orpc.cameras.list.queryOptions({ enabled: may('cameras.read') }))
  if (!clip) {
    return (
      <Panel title={t('scoring.citedClip')} className="scorecard-clip">
        <EmptyState
          compact
          title={hasDeduction ? t('scoring.clipClosed') : t('scoring.noClipHere')}
          advice={hasDeduction ? t('scoring.clipClosedAdvice') : t('scoring.noClipHereAdvice')}
        />
      </Panel>
    )
  }
  const named = clip.cameraIds.map((id) => ({
    id,
    name: cameras.data?.find((camera) => camera.id === id)?.name ?? t('scoring.camera'),
  }))
  const fromMs = clip.actualFromMs ?? clip.requestedFromMs
  const facts = [
    [
      t('scoring.clipRange'),
      `${formatDateTime(fromMs)}–${formatTime(clip.actualToMs ?? clip.requestedToMs)}`,
    ],
    [t('scoring.dossier'), clip.dossierCode ?? NONE],
    [t('scoring.purpose'), clip.purpose],
    [t('scoring.madeBy'), `${clip.createdBy}, ${formatDateTime(clip.createdAtMs)}`],
    ['SHA-256', clip.bundleSha256 ?? NONE],
  ] as const
  return (
    <Panel title={t('scoring.citedClip')} className="scorecard-clip">
      <ClipPlayer key={clip.id} clipId={clip.id} cameras={named} startedAtMs={fromMs} />
      <dl className="scorecard-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  )
}
