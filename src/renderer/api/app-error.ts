import { ORPCError } from '@orpc/client'
import type { TFunction } from 'i18next'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import type { ErrorDetail } from '#shared/kernel/app-error.ts'
import { formatVietnamDate } from '#shared/kernel/instant.ts'

const errorDataSchema = z.object({
  code: z.string(),
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
})

export type ReadError = {
  /** `unreachable`: no answer came at all. `unknown`: an answer that is none of ours. */
  readonly kind: string
  readonly code: string
  readonly detail: ErrorDetail
}

/** The code and blanks of anything that a call threw. */
export function readAppError(error: unknown): ReadError {
  if (error instanceof ORPCError) {
    const code: unknown = error.code
    const data = errorDataSchema.safeParse(error.data)
    if (data.success) return { kind: String(code).toLowerCase(), ...data.data }
    if (error.status === 400) return { kind: 'invalid', code: 'input.invalid', detail: {} }
    if (error.status === 401) return { kind: 'unauthenticated', code: 'session.none', detail: {} }
    if (error.status === 403) return { kind: 'forbidden', code: 'permission.denied', detail: {} }
    if (error.status === 502 || error.status === 503 || error.status === 504) {
      return { kind: 'unavailable', code: 'host.unreachable', detail: {} }
    }
    return { kind: 'unknown', code: 'unknown', detail: { status: error.status } }
  }
  // `fetch` throws a TypeError when nothing answers.
  if (error instanceof TypeError) return { kind: 'unreachable', code: 'host.unreachable', detail: {} }
  return { kind: 'unknown', code: 'unknown', detail: {} }
}

/** What the blanks of a sentence are filled with: `untilMs` is read as a day, `{{until}}`. */
export function blanksOf(detail: ErrorDetail): Record<string, ErrorDetail[string]> {
  const { untilMs } = detail
  return typeof untilMs === 'number' ? { ...detail, until: formatVietnamDate(untilMs) } : { ...detail }
}

/**
 * The sentence that people read: the one for the code's `reason` where there is one (`errors.import.unreadable-encrypted`),
 * else that for the code, or the general one where the locales have none.
 */
export function errorSentence(t: TFunction, error: unknown): string {
  const { code, detail } = readAppError(error)
  const forReason = typeof detail['reason'] === 'string' ? [`errors.${code}-${detail['reason']}`] : []
  return t([...forReason, `errors.${code}`, 'errors.unknown'], { ...blanksOf(detail), code })
}

/** `const sentenceOf = useErrorSentence()` → `sentenceOf(query.error)`. */
export function useErrorSentence(): (error: unknown) => string {
  const { t } = useTranslation()
  return useCallback((error: unknown) => errorSentence(t, error), [t])
}
