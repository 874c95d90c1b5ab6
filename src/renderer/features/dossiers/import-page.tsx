import { Alert, Button, Group } from '@mantine/core'
import { IconArrowBackUp, IconCircleCheck } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '#renderer/api/client.ts'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { useSentenceOf } from '#renderer/ui/error-sentence.ts'
import { ErrorState } from '#renderer/ui/error-state.tsx'
import { formatNumber } from '#renderer/ui/format.ts'
import { LoadingLines } from '#renderer/ui/loading.tsx'
import { showFailure } from '#renderer/ui/notices.ts'
import { PageHeader } from '#renderer/ui/page-header.tsx'
import { Panel } from '#renderer/ui/panel.tsx'
import type { Id } from '#shared/kernel/ids.ts'
import { ImportChoice } from './components/import-choice.tsx'
import { ImportHistory } from './components/import-history.tsx'
import { ImportPreviewView } from './components/import-preview.tsx'
import './import.css'
import { useUndoImport } from './use-undo-import.ts'

/** Source and file at the left; what an import would do at the right. Nothing is written before consent. */
export function ImportPage(): ReactNode {
  const { t } = useTranslation()
  const sentenceOf = useSentenceOf()
  const queryClient = useQueryClient()
  const [sourceId, setSourceId] = useState<Id | null>(null)
  const [file, setFile] = useState<File | null>(null)
  const tree = useQuery(orpc.units.tree.queryOptions({ input: {} }))
  const preview = useMutation(orpc.dossiers.previewImport.mutationOptions())
  const apply = useMutation(
    orpc.dossiers.applyImport.mutationOptions({
      onSuccess: async () => {
        preview.reset()
        setFile(null)
        await Promise.all([
          queryClient.invalidateQueries({ queryKey: orpc.dossiers.key() }),
          queryClient.invalidateQueries({ queryKey: orpc.coverage.key() }),
        ])
      },
      onError: (error) => showFailure(t('dossiers.notImported'), sentenceOf(error)),
    }),
  )
  const undo = useUndoImport(() => apply.reset())

  function choose(nextSource: Id | null, nextFile: File | null): void {
    setSourceId(nextSource)
    setFile(nextFile)
    apply.reset()
    preview.reset()
    if (nextSource !== null && nextFile !== null) preview.mutate({ sourceId: nextSource, file: nextFile })
  }

  return (
    <>
      <PageHeader
        title={t('dossiers.importTitle')}
        description={t('dossiers.importDescription')}
        action={
          preview.data !== undefined && (
            <Button
              disabled={preview.data.accepted === 0}
              loading={apply.isPending}
              onClick={() => apply.mutate({ previewId: preview.data.previewId })}
            >
              {t('dossiers.consent', {
                count: preview.data.accepted,
                number: formatNumber(preview.data.accepted),
              })}
            </Button>
          )
        }
      />
      <div className="mc-import">
        <ImportChoice sourceId={sourceId} file={file} tree={tree.data} onChoose={choose} />
        <div className="mc-import-right">
          {apply.data !== undefined && (
            <Alert
              color="pine"
              icon={<IconCircleCheck aria-hidden />}
              title={t('dossiers.importedTitle')}
              role="status"
            >
              <Group justify="space-between">
                {t('dossiers.imported', {
                  accepted: formatNumber(apply.data.accepted),
                  rejected: formatNumber(apply.data.rejected),
                  file: apply.data.fileName,
                })}
                <Group gap="xs">
                  <Button
                    size="xs"
                    variant="default"
                    leftSection={<IconArrowBackUp size={14} aria-hidden />}
                    loading={undo.busy}
                    onClick={() => undo.ask(apply.data)}
                  >
                    {t('dossiers.undo')}
                  </Button>
                  <Button size="xs" component={Link} to="/dossiers">
                    {t('dossiers.seeList')}
                  </Button>
                </Group>
              </Group>
            </Alert>
          )}
          {preview.isPending && (
            <Panel title={t('dossiers.reading')}>
              <LoadingLines rows={8} />
            </Panel>
          )}
          {preview.isError && (
            <ErrorState title={t('dossiers.unreadable')} message={sentenceOf(preview.error)} />
          )}
          {preview.data !== undefined && <ImportPreviewView preview={preview.data} />}
          {preview.isIdle && apply.data === undefined && (
            <Panel>
              <EmptyState title={t('dossiers.noPreview')} advice={t('dossiers.noPreviewAdvice')} />
            </Panel>
          )}
          <ImportHistory undo={undo} />
        </div>
      </div>
    </>
  )
}
