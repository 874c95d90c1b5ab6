import { useEffect, useRef, useState } from 'react'
import { api } from '#renderer/api/client.ts'
import { clockOf, type PageClock, type RoundTrip, type ShownCode } from './clock-codes.rules.ts'

const FIRST_TRIPS = 6
const KEPT_TRIPS = 12
const TRIP_EVERY_MS = 5000
const BATCH_MS = 30_000
/** Fetched anew when so little is left. */
const LEFT_MS = 12_000

export type PageCodes = {
  readonly clock: PageClock
  readonly codes: readonly ShownCode[]
  readonly closesAtMs: number
}

/** The station's time and the codes that say it, kept up while the page is shown. */
export function usePageCodes(token: string): {
  /** Read at every frame, without rendering. */
  readonly current: { readonly current: PageCodes | null }
  readonly isReady: boolean
  readonly error: unknown
} {
  const current = useRef<PageCodes | null>(null)
  const [isReady, setReady] = useState(false)
  const [error, setError] = useState<unknown>(null)

  useEffect(() => {
    const stop = new AbortController()
    let trips: RoundTrip[] = []
    let closesAtMs = 0

    async function ask(): Promise<void> {
      const sentMs = performance.now()
      const answer = await api.clockChecks.page({ token }, { signal: stop.signal })
      trips = [...trips, { sentMs, cameMs: performance.now(), stationMs: answer.nowMs }].slice(-KEPT_TRIPS)
      closesAtMs = answer.closesAtMs
    }

    async function keepUp(): Promise<void> {
      for (let tried = trips.length; tried < FIRST_TRIPS; tried += 1) await ask()
      await ask()
      const clock = clockOf(trips)
      if (!clock) return
      const fromMs = Math.floor(performance.now() + clock.offsetMs)
      const known = current.current
      const lastMs = known?.codes.at(-1)?.atMs ?? 0
      const isSurer = known !== null && clock.uncertaintyMs < known.clock.uncertaintyMs
      if (lastMs - fromMs > LEFT_MS && !isSurer) return
      const range = { fromMs, toMs: fromMs + BATCH_MS }
      const { codes } = await api.clockChecks.codes(
        { token, ...range, uncertaintyMs: clock.uncertaintyMs },
        { signal: stop.signal },
      )
      current.current = { clock, codes, closesAtMs }
      setReady(true)
      setError(null)
    }

    const again = (): void => {
      keepUp().catch((thrown: unknown) => {
        if (!stop.signal.aborted) setError(thrown)
      })
    }
    again()
    const timer = setInterval(again, TRIP_EVERY_MS)
    return () => {
      stop.abort()
      clearInterval(timer)
    }
  }, [token])

  return { current, isReady, error }
}
