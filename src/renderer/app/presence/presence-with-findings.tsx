import type { ReactNode } from 'react'
import { useMay } from '#renderer/api/session.ts'
import { RoomFindings } from '#renderer/features/findings/room-findings.tsx'
import { PresencePage } from '#renderer/features/presence/presence-page.tsx'

/** Who was at the counters, with what that suggests. */
export function PresenceWithFindings(): ReactNode {
  const mayRead = useMay()('coverage.read')
  return (
    <PresencePage
      suggestions={(roomId, range) => mayRead && <RoomFindings roomId={roomId} range={range} />}
    />
  )
}
