import { Alert, Button, Group } from '@mantine/core'
import { IconArrowBackUp, IconCircleCheck } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '#renderer/api/client.ts'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { useSentenceOf } from '#renderer/ui/error-sentence.ts'
import { ErrorState } from '#renderer/ui/error-state.tsx'
import { formatNumber } from '#renderer/ui/format.ts'
import { PageHeader } from '#renderer/ui/page-header.tsx'
import { Panel } from '#renderer/ui/panel.tsx'
import type { ImportRecord } from '#shared/imports/imports.model.ts'
import { ImportChoice } from './components/import-choice.tsx'
import { ImportHistory } from './components/import-history.tsx'
import { ImportPreviewView } from './components/import-preview.tsx'
import { StageProgress } from './components/stage-progress.tsx'
import './import.css'
import { type Import, useImport } from './use-import.ts'
import { type UndoImport, useUndoImport } from './use-undo-import.ts'

/** Kind, source and file at the left; what an import would do at the right. Nothing is written before consent. */
export function ImportPage(): ReactNode {
  const { t } = useTranslation()
  const tree = useQuery(orpc.units.tree.queryOptions({ input: {} }))
  const current = useImport()
  const undo = useUndoImport(current.reset)
  const { state } = current
  const preview = state?.state === 'ready' ? state.preview : undefined

  return (
    <>
      <PageHeader
        title={t('imports.title')}
        description={t('imports.description')}
        action={
          preview !== undefined && (
            <Button
              disabled={preview.accepted + preview.vanished === 0}
              loading={current.consenting}
              onClick={current.consent}
              data-testid="import-consent"
            >
              {t('imports.consent', {
                number: formatNumber(preview.accepted),
                unit: t(`imports.unit.${preview.kind}`),
              })}
            </Button>
          )
        }
      />
      <div className="mc-import">
        <ImportChoice current={current} tree={tree.data} />
        <div className="mc-import-right">
          <Outcome current={current} undo={undo} />
          {preview !== undefined && <ImportPreviewView preview={preview} current={current} />}
          <ImportHistory undo={undo} />
        </div>
      </div>
    </>
  )
}

type OutcomeProps = { readonly current: Import; readonly undo: UndoImport }

/** Where the file is on its way: not chosen, being read, being imported, imported, or why not. */
function Outcome({ current, undo }: OutcomeProps): ReactNode {
  const { t } = useTranslation()
  const sentenceOf = useSentenceOf()
  const { state, progress, uploading, gone, reset } = current
  if (gone !== null) return <ErrorState title={t('imports.unreadable')} message={sentenceOf(gone)} />
  if (progress?.state === 'queued' || progress?.state === 'running') {
    const { jobId } = progress
    return (
      <StageProgress
        label={t(`imports.stage.${progress.state}`)}
        share={progress.progress}
        {...(jobId === null ? {} : { onStop: () => current.cancel(jobId) })}
      />
    )
  }
  if (progress !== undefined && progress.record !== null)
    return <Imported record={progress.record} undo={undo} />
  if (progress !== undefined) {
    const message = t(`errors.${progress.errorCode ?? 'unknown'}`, { defaultValue: t('errors.unknown') })
    return <ErrorState title={t('imports.notImported')} message={message} />
  }
  if (uploading) return <StageProgress label={t('imports.stage.waiting')} share={0} />
  if (state?.state === 'reading')
    return <StageProgress label={t(`imports.stage.${state.stage}`)} share={state.progress} onStop={reset} />
  if (state?.state === 'failed') {
    const message = t(`errors.${state.code}`, { ...state.detail, defaultValue: t('errors.unknown') })
    return <ErrorState title={t('imports.unreadable')} message={message} />
  }
  if (state !== undefined) return null
  return (
    <Panel>
      <EmptyState title={t('imports.noPreview')} advice={t('imports.noPreviewAdvice')} />
    </Panel>
  )
}

type ImportedProps = { readonly record: ImportRecord; readonly undo: UndoImport }

function Imported({ record, undo }: ImportedProps): ReactNode {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  // Lists, coverage, findings: all that was shown before the import is out of date.
  useEffect(() => void queryClient.invalidateQueries(), [queryClient, record.id])
  return (
    <Alert
      color="pine"
      icon={<IconCircleCheck aria-hidden />}
      title={t('imports.importedTitle')}
      role="status"
    >
      <Group justify="space-between">
        {t('imports.imported', {
          file: record.fileName,
          fresh: formatNumber(record.fresh),
          changed: formatNumber(record.changed),
          vanished: formatNumber(record.vanished),
          rejected: formatNumber(record.rejected),
          findings: formatNumber(record.findings),
        })}
        <Group gap="xs">
          <Button
            size="xs"
            variant="default"
            leftSection={<IconArrowBackUp size={14} aria-hidden />}
            loading={undo.busy}
            onClick={() => undo.ask(record)}
          >
            {t('imports.undo')}
          </Button>
          <Button size="xs" component={Link} to="/dossiers">
            {t('imports.seeList')}
          </Button>
        </Group>
      </Group>
    </Alert>
  )
}
