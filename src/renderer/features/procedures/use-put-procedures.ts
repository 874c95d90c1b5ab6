import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { orpc } from '#renderer/api/client.ts'
import { showDone } from '#renderer/ui/notices.ts'

/** Stores procedures, and has everything read anew that counts with them. */
export function usePutProcedures(onDone: () => void) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  return useMutation(
    orpc.procedures.put.mutationOptions({
      onSuccess: async (made) => {
        showDone(t('procedures.saved', { count: made.length }))
        await queryClient.invalidateQueries({ queryKey: orpc.procedures.key() })
        await queryClient.invalidateQueries({ queryKey: orpc.reports.key() })
        onDone()
      },
    }),
  )
}
