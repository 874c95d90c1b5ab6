import { useEffect, useState } from 'react'
import { type InstantMs, MINUTE_MS } from '#shared/kernel/instant.ts'

/** The time of this screen's clock, renewed every `stepMs`. */
export function useNow(stepMs: number = MINUTE_MS): InstantMs {
  const [nowMs, setNowMs] = useState<InstantMs>(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), stepMs)
    return () => clearInterval(timer)
  }, [stepMs])
  return nowMs
}
