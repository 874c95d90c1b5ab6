import { CAMERA_EVENT_KINDS, type CameraEvent } from '#shared/cameras/cameras.model.ts'
import type { InstantMs } from '#shared/kernel/instant.ts'

export type EventKind = CameraEvent['kind']
/** A stretch [fromMs, toMs) in which something was told; a moment has both ends equal. */
export type EventSpan = { readonly fromMs: InstantMs; readonly toMs: InstantMs }
export type EventRow = {
  readonly kind: EventKind
  readonly count: number
  readonly spans: readonly EventSpan[]
}

const sourceKey = ({ topic, source }: CameraEvent): string => `${topic}\n${source}`

/**
 * Begin and end of the same source make one stretch; one that has not ended reaches until now. An end alone is how cameras
 * answer a new subscription ("nothing is going on"): it says nothing of what was before.
 */
function spansOf(events: readonly CameraEvent[], nowMs: InstantMs): EventSpan[] {
  const open = new Map<string, InstantMs>()
  const spans: EventSpan[] = []
  for (const event of events) {
    const key = sourceKey(event)
    if (event.active === null) spans.push({ fromMs: event.atMs, toMs: event.atMs })
    else if (event.active) open.set(key, open.get(key) ?? event.atMs)
    else {
      const fromMs = open.get(key)
      if (fromMs !== undefined) spans.push({ fromMs, toMs: event.atMs })
      open.delete(key)
    }
  }
  for (const fromMs of open.values()) spans.push({ fromMs, toMs: Math.max(fromMs, nowMs) })
  return spans.sort((left, right) => left.fromMs - right.fromMs)
}

/** A row for each kind that the camera told of, with how often. Events oldest first. */
export function eventRows(events: readonly CameraEvent[], nowMs: InstantMs): EventRow[] {
  return CAMERA_EVENT_KINDS.flatMap((kind) => {
    const spans = spansOf(
      events.filter((event) => event.kind === kind),
      nowMs,
    )
    return spans.length === 0 ? [] : [{ kind, count: spans.length, spans }]
  })
}
