import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '#renderer/api/client.ts'
import { useSentenceOf } from '#renderer/ui/error-sentence.ts'
import { formatDateTime } from '#renderer/ui/format.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { Still } from '#shared/presence/presence.model.ts'

/** A camera that films nothing now may do so soon. */
const LOOK_AGAIN_MS = 10_000

export type ShownStill = {
  readonly still: Still | null
  /** What stands in its place. */
  readonly without: string
  readonly show: (atMs: number) => void
}

/** The newest picture of the camera, or the one of a moment that was asked for. */
export function useStill(cameraId: Id): ShownStill {
  const { t } = useTranslation()
  const sentenceOf = useSentenceOf()
  const [nowMs, setNowMs] = useState(() => Date.now())
  const [shownAtMs, setShownAtMs] = useState<number | null>(null)
  const newest = useQuery(
    orpc.presence.still.queryOptions({
      input: { cameraId, atMs: nowMs },
      staleTime: Infinity,
      placeholderData: keepPreviousData,
    }),
  )
  const asked = useQuery(
    orpc.presence.moment.queryOptions({
      input: { cameraId, atMs: shownAtMs ?? nowMs },
      staleTime: Infinity,
      enabled: shownAtMs !== null,
    }),
  )
  const hasNone = newest.data === null && !newest.isPlaceholderData
  useEffect(() => {
    if (!hasNone) return
    const timer = setTimeout(() => setNowMs(Date.now()), LOOK_AGAIN_MS)
    return () => clearTimeout(timer)
  }, [hasNone, nowMs])
  const shown = shownAtMs === null ? newest : asked
  const reason = (): string => {
    if (shown.isError) return sentenceOf(shown.error)
    if (shown.data === undefined) return t('presence.stillComing')
    return shownAtMs === null
      ? t('presence.noStill')
      : t('presence.noStillAt', { at: formatDateTime(shownAtMs) })
  }
  return { still: shown.data ?? null, without: reason(), show: setShownAtMs }
}
