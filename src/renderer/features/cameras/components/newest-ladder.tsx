import { Box, Button, Group, Loader } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { useSentenceOf } from '#renderer/ui/error-sentence.ts'
import { ErrorState } from '#renderer/ui/error-state.tsx'
import { formatDateTime } from '#renderer/ui/format.ts'
import { Panel } from '#renderer/ui/panel.tsx'
import { QueryView } from '#renderer/ui/query-view.tsx'
import { StatusMark } from '#renderer/ui/status-mark.tsx'
import type { ProbeReport } from '#shared/cameras/cameras.model.ts'
import { runOfReport } from '../ladder-run.ts'
import type { Reprobe } from '../use-reprobe.ts'
import { CameraPicture } from './camera-picture.tsx'
import { Elapsed } from './elapsed.tsx'
import { RungList } from './rung-list.tsx'

type NewestLadderProps = {
  readonly reprobe: Reprobe
  readonly probes: UseQueryResult<ProbeReport[], Error>
}

/** The newest check: what needs attention at once, all thirteen rungs on demand. */
export function NewestLadder({ reprobe, probes }: NewestLadderProps): ReactNode {
  const { t } = useTranslation()
  const sentenceOf = useSentenceOf()
  const newest = reprobe.data ?? probes.data?.[0]
  return (
    <Panel
      title={t('cameras.page.newest')}
      aside={
        reprobe.isPending ? (
          <Group gap={8} className="mc-quiet" role="status" wrap="nowrap">
            <Loader size={14} />
            {t('cameras.checking')}
            <Elapsed sinceMs={reprobe.submittedAt} />
          </Group>
        ) : (
          newest !== undefined && <span className="mc-quiet">{formatDateTime(newest.probedAtMs)}</span>
        )
      }
    >
      {reprobe.isError && (
        <Box mb="sm">
          <ErrorState title={t('cameras.notChecked')} message={sentenceOf(reprobe.error)} />
        </Box>
      )}
      <QueryView query={probes} rows={4}>
        {() =>
          newest === undefined ? (
            <EmptyState compact title={t('cameras.page.noProbe')} advice={t('cameras.page.noProbeAdvice')} />
          ) : (
            <Report report={newest} />
          )
        }
      </QueryView>
    </Panel>
  )
}

function Report({ report }: { readonly report: ProbeReport }): ReactNode {
  const { t } = useTranslation()
  const [all, { toggle }] = useDisclosure(false)
  const failed = report.steps.filter(({ outcome }) => outcome === 'failed')
  const warned = report.steps.filter(({ outcome }) => outcome === 'warning')
  const noted = [...failed, ...warned].map(({ step }) => step)
  return (
    <div className="mc-newest">
      <div className="mc-shrink">
        <Group justify="space-between" mb={6}>
          {failed.length > 0 ? (
            <StatusMark tone="danger">{t('cameras.checkFailed')}</StatusMark>
          ) : warned.length > 0 ? (
            <StatusMark tone="warning">{t('cameras.checkWarned')}</StatusMark>
          ) : (
            <StatusMark tone="ok">{t('cameras.passed')}</StatusMark>
          )}
          <Button size="compact-xs" variant="subtle" onClick={toggle} aria-expanded={all}>
            {all ? t('cameras.page.fewSteps') : t('cameras.page.allSteps')}
          </Button>
        </Group>
        {(all || noted.length > 0) && (
          <RungList run={runOfReport(report)} busy={false} {...(all ? {} : { only: noted })} />
        )}
      </div>
      {report.snapshotJpeg !== null && <CameraPicture run={runOfReport(report)} />}
    </div>
  )
}
