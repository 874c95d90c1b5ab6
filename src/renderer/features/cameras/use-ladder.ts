import { useEffect, useState } from 'react'
import { api } from '#renderer/api/client.ts'
import { useStream } from '#renderer/api/use-stream.ts'
import type { CameraCredentials, ProbeReport } from '#shared/cameras/cameras.model.ts'
import { type LadderRun, NO_RUN, withProgress } from './ladder-run.ts'

/** Climbs the ladder for what is typed. With another address, name or password what was found no longer counts. */
export function useLadder(credentials: CameraCredentials, onReport: (report: ProbeReport) => void) {
  const typed = JSON.stringify(credentials)
  const [climbed, setClimbed] = useState<{ readonly typed: string; readonly run: LadderRun }>({
    typed: '',
    run: NO_RUN,
  })
  const { phase, startedAtMs, error, start, cancel } = useStream(api.cameras.probeLive, (part) => {
    setClimbed(({ typed: before, run }) => ({ typed: before, run: withProgress(run, part) }))
    if (part.kind === 'report') onReport(part.report)
  })
  const isCurrent = climbed.typed === typed
  useEffect(() => {
    if (!isCurrent) cancel()
  }, [isCurrent, cancel])

  return {
    run: isCurrent ? climbed.run : NO_RUN,
    phase: isCurrent ? phase : 'idle',
    startedAtMs,
    error,
    climb: (): void => {
      setClimbed({ typed, run: NO_RUN })
      start(credentials)
    },
    cancel,
  } as const
}

export type Ladder = ReturnType<typeof useLadder>
