import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Id } from '#shared/kernel/ids.ts'
import { orpc } from '#renderer/api/client.ts'

const SHOWN = 20
const TYPING_PAUSE_MS = 250

type Named = { readonly id: Id; readonly code: string }

type DossierSelectProps = {
  readonly roomId: Id
  readonly dossier: Named | null
  readonly onChange: (dossier: Named | null) => void
}

/** A dossier of the room, by part of its code. */
export function DossierSelect({ roomId, dossier, onChange }: DossierSelectProps): ReactNode {
  const { t } = useTranslation()
  const [typed, setTyped] = useState(dossier?.code ?? '')
  const [code] = useDebouncedValue(typed.trim(), TYPING_PAUSE_MS)
  const part = code === dossier?.code || code === '' ? {} : { code }
  const { data } = useQuery(
    orpc.dossiers.list.queryOptions({
      input: { roomId, ...part, limit: SHOWN },
      placeholderData: keepPreviousData,
    }),
  )
  const found: Named[] = (data?.rows ?? []).map((row) => ({ id: row.id, code: row.code }))
  const offered = dossier === null || found.some(({ id }) => id === dossier.id) ? found : [dossier, ...found]
  return (
    <Select
      label={t('bookmarks.column.dossier')}
      searchable
      clearable
      filter={({ options }) => options}
      data={offered.map((one) => ({ value: one.id, label: one.code }))}
      value={dossier?.id ?? null}
      searchValue={typed}
      onSearchChange={setTyped}
      onChange={(id) => onChange(offered.find((one) => one.id === id) ?? null)}
      nothingFoundMessage={t('bookmarks.filter.nothing')}
    />
  )
}
