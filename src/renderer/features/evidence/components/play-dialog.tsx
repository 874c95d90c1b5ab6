import { Modal, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { EvidenceClip } from '#shared/evidence/evidence.model.ts'
import { orpc } from '#renderer/api/client.ts'
import { useMay } from '#renderer/api/session.ts'
import { ClipPlayer } from '#renderer/player/clip-player.tsx'
import { formatDateTime, formatTime } from '#renderer/ui/format.ts'

/** The sealed clip itself, as it stands in the bundle. */
export function PlayDialog({
  clip,
  onClose,
}: {
  readonly clip: EvidenceClip
  readonly onClose: () => void
}): ReactNode {
  const { t } = useTranslation()
  const may = useMay()
  const cameras = useQuery(orpc.cameras.list.queryOptions({ enabled: may('cameras.read') }))
  const named = clip.cameraIds.map((id) => ({
    id,
    name: cameras.data?.find((camera) => camera.id === id)?.name ?? t('evidence.unknownCamera'),
  }))
  const fromMs = clip.actualFromMs ?? clip.requestedFromMs
  const toMs = clip.actualToMs ?? clip.requestedToMs
  return (
    <Modal opened title={t('evidence.playTitle')} size={860} onClose={onClose}>
      <Text size="sm" mb="xs">
        {formatDateTime(fromMs)} – {formatTime(toMs)}
        {clip.dossierCode === null ? '' : ` · ${clip.dossierCode}`}
      </Text>
      <ClipPlayer clipId={clip.id} cameras={named} startedAtMs={fromMs} />
    </Modal>
  )
}
