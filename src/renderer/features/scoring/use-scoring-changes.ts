import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Scorecard, SetScore } from '#shared/scoring/scoring.model.ts'
import { useErrorSentence } from '#renderer/api/app-error.ts'
import { api, orpc } from '#renderer/api/client.ts'
import { showFailure } from '#renderer/ui/notices.ts'

/** Scores and deductions of one scorecard. Each answer is the whole scorecard, so the page shows it at once. */
export function useScoringChanges(scorecardId: string) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const sentenceOf = useErrorSentence()
  const outcome = {
    onSuccess: async (card: Scorecard) => {
      client.setQueryData(orpc.scoring.get.queryKey({ input: { id: scorecardId } }), card)
      await client.invalidateQueries({ queryKey: orpc.scoring.list.key() })
    },
    onError: (error: unknown) => showFailure(t('ui.actionFailed'), sentenceOf(error)),
  }
  return {
    /** One after the other: a refused one stops the rest. */
    setScores: useMutation({
      mutationFn: async (changes: readonly [SetScore, ...SetScore[]]): Promise<Scorecard> => {
        const [first, ...rest] = changes
        let card = await api.scoring.setScore(first)
        for (const change of rest) card = await api.scoring.setScore(change)
        return card
      },
      ...outcome,
    }),
    addDeduction: useMutation(orpc.scoring.addDeduction.mutationOptions(outcome)),
    withdrawDeduction: useMutation(orpc.scoring.withdrawDeduction.mutationOptions(outcome)),
  }
}
