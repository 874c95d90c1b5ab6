import type { ParsedRegister } from '#shared/imports/register-parsing.rules.ts'
import type { Actor } from '#main/ports/call.ts'
import type { Clock } from '#main/ports/clock.ts'

/** A file that was read and waits for consent. It lives in memory alone: a preview writes nothing. */
export type KeptPreview = {
  readonly id: string
  readonly actorId: string
  readonly sourceId: string
  readonly fileName: string
  readonly fileSha256: string
  readonly register: ParsedRegister
  readonly expiresAtMs: number
}

export const PREVIEW_LIFE_MS = 30 * 60_000
/** The oldest gives way: a register of 200 000 rows takes some 100 MB. */
export const MAX_PREVIEWS = 8

export type ImportPreviews = ReturnType<typeof createImportPreviews>

export function createImportPreviews(clock: Clock) {
  const kept = new Map<string, KeptPreview>()

  function dropExpired(): void {
    const nowMs = clock.nowMs()
    for (const preview of kept.values()) if (preview.expiresAtMs <= nowMs) kept.delete(preview.id)
  }

  function keep(preview: Omit<KeptPreview, 'expiresAtMs'>): void {
    dropExpired()
    kept.set(preview.id, { ...preview, expiresAtMs: clock.nowMs() + PREVIEW_LIFE_MS })
    for (const id of [...kept.keys()].slice(0, -MAX_PREVIEWS)) kept.delete(id)
  }

  /** Hands a preview to its owner and forgets it, so that it cannot be applied twice at once; null when it is gone. */
  function take(id: string, actor: Actor): KeptPreview | null {
    dropExpired()
    const preview = kept.get(id)
    if (!preview || preview.actorId !== actor.id) return null
    kept.delete(id)
    return preview
  }

  /** Puts back a preview whose import failed; it does not live longer for that. */
  const giveBack = (preview: KeptPreview): void => void kept.set(preview.id, preview)

  return { keep, take, giveBack }
}
