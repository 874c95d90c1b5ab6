import { Button, Group, Progress, SegmentedControl, Switch } from '@mantine/core'
import { IconArrowLeft, IconDownload, IconPlayerStop, IconRefresh } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { downloadBlob } from '#renderer/player/snapshot.ts'
import { formatNumber } from '#renderer/ui/format.ts'
import { Panel } from '#renderer/ui/panel.tsx'
import { StatusMark } from '#renderer/ui/status-mark.tsx'
import type { UnitTree } from '#shared/units/units.model.ts'
import { type BulkItem, countStates, isRetriable, isUnsuccessful } from '../bulk-items.ts'
import { unsuccessfulCsv } from '../bulk-sheet.ts'
import type { BulkAdd, BulkRun } from '../use-bulk-add.ts'
import { useBulkReason } from '../use-bulk-reason.ts'
import { BulkTable } from './bulk-table.tsx'
import { Elapsed } from './elapsed.tsx'

type BulkPanelProps = { readonly bulk: BulkAdd; readonly tree: UnitTree | undefined }

const FILTERS = ['all', 'unsuccessful', 'passed'] as const
type Filter = (typeof FILTERS)[number]

const SHOWN: Readonly<Record<Filter, (item: BulkItem) => boolean>> = {
  all: () => true,
  unsuccessful: isUnsuccessful,
  passed: ({ state }) => state === 'passed' || state === 'added',
}

/** The list as it was read, with what came of each row. */
export function BulkPanel({ bulk, tree }: BulkPanelProps): ReactNode {
  const { t } = useTranslation()
  const reasonOf = useBulkReason()
  const [filter, setFilter] = useState<Filter>('all')
  const [showsPasswords, setShowsPasswords] = useState(false)
  const { items, run, read } = bulk
  const retriable = items.filter(isRetriable).length
  const unsuccessful = items.filter(isUnsuccessful).length
  const ignored = read.data?.columns.filter((column) => column === '').length ?? 0

  function exportUnsuccessful(): void {
    const text = unsuccessfulCsv(items, tree, t('cameras.many.reason'), reasonOf)
    downloadBlob(new Blob([text], { type: 'text/csv' }), 'camera-chua-them-duoc.csv')
  }

  return (
    <Panel flush>
      <div className="mc-bulk-bar">
        <Counts items={items} />
        {run !== null && <RunState run={run} items={items} onCancel={bulk.cancel} />}
      </div>
      <div className="mc-bulk-bar">
        <Group gap="xs">
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconArrowLeft size={14} aria-hidden />}
            disabled={run !== null}
            onClick={bulk.forget}
            data-testid="bulk-back"
          >
            {t('cameras.many.back')}
          </Button>
          <SegmentedControl
            size="xs"
            aria-label={t('cameras.many.filter.label')}
            data={FILTERS.map((value) => ({ value, label: t(`cameras.many.filter.${value}`) }))}
            value={filter}
            onChange={(value) => setFilter(FILTERS.find((each) => each === value) ?? 'all')}
          />
          <Switch
            size="xs"
            label={t('cameras.many.showPasswords')}
            checked={showsPasswords}
            onChange={(event) => setShowsPasswords(event.currentTarget.checked)}
          />
          {ignored > 0 && (
            <span className="mc-quiet">{t('cameras.many.ignoredColumns', { count: ignored })}</span>
          )}
        </Group>
        <Group gap="xs">
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconRefresh size={14} aria-hidden />}
            disabled={retriable === 0 || run !== null}
            onClick={bulk.probeFailed}
            data-testid="bulk-retry"
          >
            {t('cameras.many.retry', { count: retriable, number: formatNumber(retriable) })}
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconDownload size={14} aria-hidden />}
            disabled={unsuccessful === 0}
            title={t('cameras.many.exportHint')}
            onClick={exportUnsuccessful}
            data-testid="bulk-export"
          >
            {t('cameras.many.export')}
          </Button>
        </Group>
      </div>
      <BulkTable
        items={items.filter(SHOWN[filter])}
        tree={tree}
        showsPasswords={showsPasswords}
        busy={run !== null}
        onChange={bulk.change}
        onProbe={bulk.probeRow}
      />
    </Panel>
  )
}

function Counts({ items }: { readonly items: readonly BulkItem[] }): ReactNode {
  const { t } = useTranslation()
  const counts = countStates(items)
  const failed = counts.failed + counts.refused
  return (
    <Group gap="lg" className="mc-bulk-counts" data-testid="bulk-counts">
      <strong>{t('cameras.many.total', { count: items.length, number: formatNumber(items.length) })}</strong>
      {counts.bad > 0 && (
        <StatusMark tone="warning">{t('cameras.many.counted.bad', { count: counts.bad })}</StatusMark>
      )}
      {counts.passed > 0 && (
        <StatusMark tone="ok">{t('cameras.many.counted.passed', { count: counts.passed })}</StatusMark>
      )}
      {failed > 0 && (
        <StatusMark tone="danger">{t('cameras.many.counted.failed', { count: failed })}</StatusMark>
      )}
      {counts.added > 0 && (
        <StatusMark tone="ok">{t('cameras.many.counted.added', { count: counts.added })}</StatusMark>
      )}
    </Group>
  )
}

type RunStateProps = {
  readonly run: BulkRun
  readonly items: readonly BulkItem[]
  readonly onCancel: () => void
}

const isOpen = (kind: BulkRun['kind'], { state }: BulkItem): boolean =>
  kind === 'probe' ? state === 'waiting' : state === 'passed' || state === 'adding'

function RunState({ run, items, onCancel }: RunStateProps): ReactNode {
  const { t } = useTranslation()
  const open = items.filter((item) => run.rows.includes(item.row.row) && isOpen(run.kind, item)).length
  const done = run.rows.length - open
  return (
    <div className="mc-bulk-run" role="status">
      <span className="mc-nowrap">
        {t(`cameras.many.running.${run.kind}`, {
          done: formatNumber(done),
          total: formatNumber(run.rows.length),
        })}
      </span>
      <Progress
        value={(done / run.rows.length) * 100}
        size="sm"
        flex={1}
        aria-label={t('cameras.many.progress')}
      />
      <Elapsed sinceMs={run.startedAtMs} />
      <Button
        size="compact-xs"
        variant="default"
        leftSection={<IconPlayerStop size={13} aria-hidden />}
        onClick={onCancel}
        data-testid="bulk-cancel"
      >
        {t('cameras.many.stop')}
      </Button>
    </div>
  )
}
