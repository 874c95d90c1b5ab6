import { Button, Group, Text } from '@mantine/core'
import { IconPlugConnected, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '#renderer/api/client.ts'
import { useSentenceOf } from '#renderer/ui/error-sentence.ts'
import { ErrorState } from '#renderer/ui/error-state.tsx'
import { formatNumber } from '#renderer/ui/format.ts'
import { PageHeader } from '#renderer/ui/page-header.tsx'
import './add-many.css'
import { bulkAddObstacle, isAddable, isProbable } from './bulk-items.ts'
import { BulkPanel } from './components/bulk-panel.tsx'
import { BulkSource } from './components/bulk-source.tsx'
import { LeaveGuard } from './components/leave-guard.tsx'
import { useBulkAdd } from './use-bulk-add.ts'

/** A list from a spreadsheet: read, tried, and what holds is added. */
export function AddMany({ modeSwitch }: { readonly modeSwitch: ReactNode }): ReactNode {
  const { t } = useTranslation()
  const sentenceOf = useSentenceOf()
  const bulk = useBulkAdd()
  const tree = useQuery(orpc.units.tree.queryOptions({ input: {} }))
  const { items, run, read, probe } = bulk
  const working = run !== null
  const probing = run?.kind === 'probe'
  const obstacle = bulkAddObstacle(items, probing)
  const probable = items.filter(isProbable).length
  const addable = items.filter(isAddable).length

  return (
    <div className="mc-fill">
      <LeaveGuard active={working} />
      <PageHeader
        title={t('cameras.addTitle')}
        description={t('cameras.many.description')}
        action={
          <>
            {modeSwitch}
            {obstacle !== null && items.length > 0 && (
              <Text size="xs" c="dimmed" lh={1.25} className="mc-add-obstacle" id="bulk-obstacle">
                {t(`cameras.many.obstacle.${obstacle}`)}
              </Text>
            )}
            {items.length > 0 && (
              <Group gap="xs" wrap="nowrap">
                <Button
                  variant={addable > 0 ? 'default' : 'filled'}
                  disabled={probable === 0 || working}
                  leftSection={<IconPlugConnected size={16} aria-hidden />}
                  onClick={bulk.probeAll}
                  data-testid="bulk-probe"
                >
                  {t('cameras.many.probe', { count: probable, number: formatNumber(probable) })}
                </Button>
                <Button
                  disabled={obstacle !== null || working}
                  aria-describedby={obstacle === null ? undefined : 'bulk-obstacle'}
                  loading={run?.kind === 'add'}
                  leftSection={<IconPlus size={16} aria-hidden />}
                  onClick={() => void bulk.addPassed()}
                  data-testid="bulk-add"
                >
                  {t('cameras.many.add', { count: addable, number: formatNumber(addable) })}
                </Button>
              </Group>
            )}
          </>
        }
      />
      {read.isError && <ErrorState title={t('cameras.many.notRead')} message={sentenceOf(read.error)} />}
      {probe.phase === 'failed' && (
        <ErrorState title={t('cameras.many.notProbed')} message={sentenceOf(probe.error)} />
      )}
      {items.length === 0 ? (
        <BulkSource bulk={bulk} tree={tree.data} />
      ) : (
        <BulkPanel bulk={bulk} tree={tree.data} />
      )}
    </div>
  )
}
