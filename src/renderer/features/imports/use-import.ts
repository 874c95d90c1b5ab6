import { skipToken, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '#renderer/api/client.ts'
import { useSentenceOf } from '#renderer/ui/error-sentence.ts'
import { showFailure } from '#renderer/ui/notices.ts'
import type { ImportField } from '#shared/imports/import-fields.model.ts'
import type { ColumnOverride } from '#shared/imports/import-profile.model.ts'
import type { ImportKind } from '#shared/imports/import-rows.model.ts'
import type { Id } from '#shared/kernel/ids.ts'

const POLL_MS = 400

export type Choice = {
  readonly kind: ImportKind
  readonly sourceId: Id | null
  readonly profileId: Id | null
}

export type Import = ReturnType<typeof useImport>

/** One file on its way from the person's folder into the registers: chosen, read, corrected, consented to. */
export function useImport() {
  const { t } = useTranslation()
  const sentenceOf = useSentenceOf()
  const queryClient = useQueryClient()
  const [choice, setChoice] = useState<Choice>({ kind: 'dossier-register', sourceId: null, profileId: null })
  const [previewId, setPreviewId] = useState<Id | null>(null)
  const [importId, setImportId] = useState<Id | null>(null)
  const [overrides, setOverrides] = useState<readonly ColumnOverride[]>([])
  const onError = (error: unknown): void => showFailure(t('imports.notImported'), sentenceOf(error))

  const state = useQuery(
    orpc.imports.previewState.queryOptions({
      input: previewId === null ? skipToken : { id: previewId },
      refetchInterval: ({ state: { data } }) => (data?.state === 'reading' ? POLL_MS : false),
      retry: false,
    }),
  )
  const progress = useQuery(
    orpc.imports.progress.queryOptions({
      input: importId === null ? skipToken : { id: importId },
      refetchInterval: ({ state: { data } }) =>
        data === undefined || data.state === 'queued' || data.state === 'running' ? POLL_MS : false,
    }),
  )
  const begin = useMutation(
    orpc.imports.preview.mutationOptions({ onSuccess: ({ previewId: id }) => setPreviewId(id), onError }),
  )
  const again = async (): Promise<void> =>
    queryClient.invalidateQueries({ queryKey: orpc.imports.previewState.key() })
  const correct = useMutation(orpc.imports.correct.mutationOptions({ onSuccess: again, onError }))
  const apply = useMutation(
    orpc.imports.apply.mutationOptions({
      onSuccess: ({ importId: id }) => {
        setImportId(id)
        setPreviewId(null)
      },
      onError,
    }),
  )
  const drop = useMutation(orpc.imports.dropPreview.mutationOptions())
  const cancel = useMutation(orpc.jobs.cancel.mutationOptions({ onError }))

  function reset(): void {
    if (previewId !== null) drop.mutate({ id: previewId })
    setPreviewId(null)
    setImportId(null)
    setOverrides([])
  }

  function choose(next: Partial<Choice>): void {
    reset()
    const kept = next.kind === undefined ? {} : { profileId: null }
    setChoice({ ...choice, ...kept, ...next })
  }

  function chooseFile(file: File | null): void {
    reset()
    const { kind, sourceId, profileId } = choice
    if (file !== null && sourceId !== null) begin.mutate({ kind, sourceId, profileId, file })
  }

  function correctColumn(index: number, field: ImportField | null): void {
    if (previewId === null) return
    const next = [...overrides.filter((each) => each.index !== index), { index, field }]
    setOverrides(next)
    correct.mutate({ id: previewId, profileId: choice.profileId, overrides: next })
  }

  return {
    choice,
    choose,
    chooseFile,
    overrides,
    correctColumn,
    uploading: begin.isPending,
    state: previewId === null ? undefined : state.data,
    gone: previewId !== null && state.isError ? state.error : null,
    progress: importId === null ? undefined : progress.data,
    consenting: apply.isPending,
    consent: () => previewId !== null && apply.mutate({ previewId }),
    cancel: (jobId: Id) => cancel.mutate({ id: jobId }),
    reset,
  }
}
