import { useCallback, useEffect, useRef, useState } from 'react'
import type { InstantMs } from '#shared/kernel/instant.ts'

export type StreamState = {
  /** `cancelled`: left by the person before its end. */
  readonly phase: 'idle' | 'running' | 'done' | 'cancelled' | 'failed'
  /** By this screen's clock; null before the first start. */
  readonly startedAtMs: InstantMs | null
  /** What was thrown, for `phase` failed. */
  readonly error: unknown
}

export type Stream<Input> = StreamState & {
  /** Starts anew; a run that is still going on is left. */
  readonly start: (input: Input) => void
  readonly cancel: () => void
}

type OpenStream<Input, Part> = (
  input: Input,
  options: { readonly signal: AbortSignal },
) => Promise<AsyncIterable<Part>>

const IDLE: StreamState = { phase: 'idle', startedAtMs: null, error: null }

/**
 * A call that answers piece by piece. `onPart` hears each piece of the newest run alone; a run ends when the answer does,
 * when it is cancelled, and when the component goes.
 */
export function useStream<Input, Part>(
  open: OpenStream<Input, Part>,
  onPart: (part: Part) => void,
): Stream<Input> {
  const [state, setState] = useState<StreamState>(IDLE)
  const current = useRef<AbortController | null>(null)
  const latest = useRef({ open, onPart })
  useEffect(() => {
    latest.current = { open, onPart }
  })

  const start = useCallback((input: Input): void => {
    current.current?.abort()
    const controller = new AbortController()
    const { signal } = controller
    current.current = controller
    setState({ phase: 'running', startedAtMs: Date.now(), error: null })
    const settle = (phase: StreamState['phase'], error: unknown): void => {
      if (current.current === controller) setState((before) => ({ ...before, phase, error }))
    }
    const read = async (): Promise<void> => {
      for await (const part of await latest.current.open(input, { signal })) {
        if (signal.aborted) return
        latest.current.onPart(part)
      }
    }
    read().then(
      () => settle(signal.aborted ? 'cancelled' : 'done', null),
      (error: unknown) => (signal.aborted ? settle('cancelled', null) : settle('failed', error)),
    )
  }, [])

  const cancel = useCallback((): void => current.current?.abort(), [])

  useEffect(
    () => () => {
      current.current?.abort()
      current.current = null
    },
    [],
  )

  return { ...state, start, cancel }
}
