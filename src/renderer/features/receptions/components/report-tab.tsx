import { Button, Group, Select } from '@mantine/core'
import { IconPrinter, IconSettings } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toVietnamDateTime } from '#shared/kernel/instant.ts'
import {
  type ReceptionReport,
  type ReportPeriod,
  reportPeriodSchema,
} from '#shared/receptions/report.model.ts'
import type { UnitTree } from '#shared/units/units.model.ts'
import { orpc } from '#renderer/api/client.ts'
import { useMay } from '#renderer/api/session.ts'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { formatDate } from '#renderer/ui/format.ts'
import { Panel } from '#renderer/ui/panel.tsx'
import { QueryView } from '#renderer/ui/query-view.tsx'
import { useNow } from '#renderer/ui/use-now.ts'
import { useReceptionsSearch } from '../use-receptions.ts'
import { ComparisonTable } from './comparison-table.tsx'
import { FormTable } from './form-table.tsx'
import { PeriodChoice } from './period-choice.tsx'
import { RulesDialog } from './rules-dialog.tsx'

/** Biểu 01/TCD of a period and the same period of the year before; prints on A4 across. */
export function ReportTab({ tree }: { readonly tree: UnitTree | undefined }): ReactNode {
  const { t } = useTranslation()
  const may = useMay()
  const { search, go } = useReceptionsSearch()
  const [isRules, setRules] = useState(false)
  const thisYear = toVietnamDateTime(useNow()).year
  const asked: ReportPeriod = {
    preset: search.preset ?? 'year',
    year: search.year ?? thisYear,
    index: search.index ?? 1,
  }
  const period = reportPeriodSchema.safeParse(asked).success ? asked : { ...asked, index: 1 }
  const { commune } = search
  const report = useQuery(
    orpc.receptions.report.queryOptions({
      input: { ...period, ...(commune === undefined ? {} : { communeUnitId: commune }) },
      placeholderData: keepPreviousData,
    }),
  )
  const communes = (tree?.units ?? []).filter(({ kind }) => kind === 'commune')
  return (
    <div className="reception-report">
      <Group justify="space-between" mb="sm" className="reception-no-print">
        <Group gap="sm">
          <PeriodChoice period={period} onChange={go} />
          <Select
            w={210}
            searchable
            clearable
            aria-label={t('receptions.report.commune')}
            placeholder={t('receptions.report.allCommunes')}
            data={communes.map(({ id, name }) => ({ value: id, label: name }))}
            value={commune ?? null}
            onChange={(chosen) => go({ commune: chosen ?? undefined })}
          />
        </Group>
        <Group gap="xs">
          {may('receptions.manage') && (
            <Button
              variant="default"
              leftSection={<IconSettings size={16} aria-hidden />}
              onClick={() => setRules(true)}
            >
              {t('receptions.rules.title')}
            </Button>
          )}
          <Button
            leftSection={<IconPrinter size={16} aria-hidden />}
            disabled={report.data === undefined}
            onClick={() => globalThis.print()}
          >
            {t('receptions.report.print')}
          </Button>
        </Group>
      </Group>
      <QueryView query={report} rows={14}>
        {(data) => <Report report={data} />}
      </QueryView>
      {isRules && <RulesDialog onClose={() => setRules(false)} />}
    </div>
  )
}

function Report({ report }: { readonly report: ReceptionReport }): ReactNode {
  const { t } = useTranslation()
  const { template, basis, period, rows } = report
  if (rows.length === 0)
    return <EmptyState title={t('receptions.report.none')} advice={t('receptions.noRoomsAdvice')} />
  return (
    <>
      <header className="reception-report-head">
        <h2>{template.title}</h2>
        <p>
          {t('receptions.report.days', { from: formatDate(period.fromMs), to: formatDate(period.toMs - 1) })}
        </p>
        <p className="mc-quiet">{basis}</p>
      </header>
      <Panel flush>
        <FormTable report={report} />
      </Panel>
      <p className="mc-quiet">{t('receptions.report.caseNote')}</p>
      <Panel title={t('receptions.report.comparison')}>
        <ComparisonTable report={report} />
      </Panel>
    </>
  )
}
