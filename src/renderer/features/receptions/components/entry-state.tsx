import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { EntryState } from '#shared/receptions/receptions.model.ts'
import { StatusMark } from '#renderer/ui/status-mark.tsx'

/** Nothing for a row that counts; a shape and a word for one that does not. */
export function EntryStateMark({ state }: { readonly state: EntryState }): ReactNode {
  const { t } = useTranslation()
  if (state === 'current') return null
  return (
    <StatusMark tone={state === 'vanished' ? 'warning' : 'neutral'}>
      {t(`receptions.state.${state}`)}
    </StatusMark>
  )
}
