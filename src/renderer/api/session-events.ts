type Listener = () => void

const listeners = new Set<Listener>()

/** Calls `listener` when the host answered 401: the session is over. Returns its own end. */
export function onSessionLost(listener: Listener): () => void {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

export function announceSessionLost(): void {
  for (const listener of listeners) listener()
}
