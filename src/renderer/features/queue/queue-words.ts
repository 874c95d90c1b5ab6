import type { TFunction } from 'i18next'
import type { DoneItem, QueueItem } from '#shared/queue/queue.model.ts'
import { formatNumber } from '#renderer/ui/format.ts'

type Told = Pick<QueueItem | DoneItem, 'finding' | 'sample'>

/** What it is, in a few words. */
export function itemTitle(t: TFunction, { finding, sample }: Told): string {
  if (finding) return t(`findings.kind.${finding.kind}`)
  return t('queue.sampleTitle', {
    position: formatNumber(sample?.position ?? 0),
    drawn: formatNumber(sample?.drawn ?? 0),
    drawnFrom: formatNumber(sample?.drawnFrom ?? 0),
  })
}

/** What it is about: a dossier's code, or what the draw was for. */
export function itemSubject({ finding, sample }: Told): string {
  if (sample) return `${sample.dossierCode} · ${sample.reason}`
  const code = finding?.detail.code
  return typeof code === 'string' ? code : ''
}

/** Why it stands where it stands: `loại việc 50 · hình sắp hết hạn giữ 20`. */
export function whyHere(t: TFunction, { parts }: Pick<QueueItem, 'parts'>): string {
  return parts.map(({ reason, points }) => `${t(`queue.why.${reason}`)} ${formatNumber(points)}`).join(' · ')
}

/** Where it is looked at. */
export function momentOf({ roomId, atMs, fromMs, toMs, finding, sample }: QueueItem) {
  const dossier = sample?.dossierId ?? (finding?.subject.kind === 'dossier' ? finding.subject.id : undefined)
  return {
    room: roomId,
    at: atMs,
    ...(fromMs < toMs ? { from: fromMs, to: toMs } : {}),
    ...(dossier === undefined ? {} : { dossier }),
  }
}
