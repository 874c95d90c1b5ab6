import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { useSentenceOf } from '#renderer/ui/error-sentence.ts'
import type { BulkItem } from './bulk-items.ts'
import { blanksOf } from './camera-words.ts'
import { failedRung } from './ladder-run.ts'

/** Why a row is not in service, in a sentence; empty where there is nothing to say. */
export function useBulkReason(): (item: BulkItem) => string {
  const { t } = useTranslation()
  const sentenceOf = useSentenceOf()
  return useCallback(
    ({ state, row, report, error }: BulkItem): string => {
      if (state === 'bad') {
        return row.problems.map(({ code, value }) => t(`cameras.bulk.${code}`, { value })).join(' ')
      }
      if (state === 'refused') return sentenceOf(error)
      const rung = report === null ? null : failedRung(report)
      if (state === 'failed' && rung !== null) {
        const sentence = t([`cameras.probe.${rung.code}`, 'cameras.outcome.failed'], blanksOf(rung))
        return `${t(`cameras.step.${rung.step}`)}: ${sentence}`
      }
      const warnings = report?.steps.filter(({ outcome }) => outcome === 'warning') ?? []
      if (warnings.length === 0) return ''
      const steps = warnings.map(({ step }) => t(`cameras.step.${step}`).toLocaleLowerCase('vi')).join(', ')
      return t('cameras.many.warned', { steps })
    },
    [t, sentenceOf],
  )
}
