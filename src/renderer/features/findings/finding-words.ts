import type { TFunction } from 'i18next'
import type { Finding } from '#shared/findings/findings.model.ts'
import { missingCauseSchema } from '#shared/coverage/coverage.model.ts'
import { formatDateTime, formatDuration, formatNumber, NONE } from '#renderer/ui/format.ts'

/** Instants are after 2001, lengths shorter than thirty years: what ends in `Ms` is one or the other. */
const FIRST_INSTANT_MS = 1e12

/** Every word that a sentence may ask for; what the finding does not tell stands as a dash. */
const ASKED_FOR = [
  'code',
  'before',
  'after',
  'count',
  'acts',
  'ofActs',
  'visits',
  'cause',
  'missingMs',
  'atLogMs',
  'firstLogMs',
  'lastLogMs',
  'first',
  'last',
  'event',
  'end',
  'uncertaintyMs',
  'durationMs',
  'lateMs',
  'earlyMs',
  'lookedMs',
  'openMs',
] as const

function wordOf(t: TFunction, key: string, value: string | number | boolean | null): string {
  if (value === null) return NONE
  if (typeof value === 'boolean') return t(value ? 'findings.yes' : 'findings.no')
  if (typeof value === 'string') {
    const cause = key === 'cause' ? missingCauseSchema.safeParse(value) : null
    if (cause?.success) return t(`ui.footage.${cause.data}`)
    return key === 'event' ? t(`findings.event.${value}`, { defaultValue: value }) : value
  }
  if (!key.endsWith('Ms')) return formatNumber(value)
  return value >= FIRST_INSTANT_MS ? formatDateTime(value) : formatDuration(value)
}

/** What was noticed, in one sentence from its figures. Never more than the rule knows. */
export function findingSentence(t: TFunction, { kind, detail }: Pick<Finding, 'kind' | 'detail'>): string {
  const words: Record<string, string> = Object.fromEntries(ASKED_FOR.map((key) => [key, NONE]))
  for (const [key, value] of Object.entries(detail)) words[key] = wordOf(t, key, value)
  if (typeof detail.atOffice === 'boolean') {
    words.end = t(detail.atOffice ? 'findings.atOffice' : 'findings.atStation')
  }
  words.ofHost = typeof detail.hostName === 'string' ? t('findings.ofHost', { name: detail.hostName }) : ''
  words.receiver = typeof detail.receiverName === 'string' ? detail.receiverName : t('findings.someDeputy')
  const sentence = t(`findings.sentence.${kind}`, words)
  return detail.dependsOnClock === true ? `${sentence} ${t('findings.clock', words)}` : sentence
}
