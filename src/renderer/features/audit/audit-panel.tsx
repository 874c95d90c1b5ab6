import { Button, Code, Group, Modal, Select, Title } from '@mantine/core'
import { IconSearch, IconShieldCheck } from '@tabler/icons-react'
import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { type ReactNode, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '#renderer/api/client.ts'
import { ExportListButton } from '#renderer/dialogs/export-list-button.tsx'
import { actorName } from '#renderer/ui/actor-name.ts'
import { type DataColumn, DataTable } from '#renderer/ui/data-table.tsx'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { useSentenceOf } from '#renderer/ui/error-sentence.ts'
import { ErrorState } from '#renderer/ui/error-state.tsx'
import { formatDateTime, formatNumber, NONE } from '#renderer/ui/format.ts'
import { Panel } from '#renderer/ui/panel.tsx'
import { QueryView } from '#renderer/ui/query-view.tsx'
import type { AuditRow } from '#shared/audit/audit.model.ts'
import { detailFacts, entriesOf } from './audit-detail.ts'
import { CheckResult } from './components/check-result.tsx'

const PAGE_ROWS = 100
const EMPTY_DETAIL = '{}'

/** Who did what and when; each row is chained to the one before, and the chain can be checked. */
export function AuditPanel(): ReactNode {
  const { t } = useTranslation()
  const sentenceOf = useSentenceOf()
  const [verb, setVerb] = useState('')
  const verbs = useVerbs()
  const [shown, setShown] = useState<AuditRow | null>(null)
  const pages = useInfiniteQuery(
    orpc.audit.list.infiniteOptions({
      input: (beforeSequence: number | undefined) => ({
        limit: PAGE_ROWS,
        ...(beforeSequence === undefined ? {} : { beforeSequence }),
        ...(verb === '' ? {} : { verb }),
      }),
      initialPageParam: undefined,
      getNextPageParam: (last) => (last.length < PAGE_ROWS ? undefined : last.at(-1)?.sequence),
    }),
  )
  const check = useMutation(orpc.audit.check.mutationOptions())
  const rows = useMemo(() => pages.data?.pages.flat(), [pages.data])
  const columns = useColumns()

  return (
    <Panel
      title={t('audit.title')}
      aside={
        <Group gap="xs">
          <ExportListButton size="xs" wanted={{ list: 'audit', filter: verb === '' ? {} : { verb } }} />
          <Button
            size="xs"
            variant="light"
            leftSection={<IconShieldCheck size={14} aria-hidden />}
            loading={check.isPending}
            onClick={() => check.mutate(undefined)}
          >
            {t('audit.check')}
          </Button>
        </Group>
      }
      flush
    >
      <Group px="md" py="sm" gap="md">
        <Select
          w={280}
          searchable
          clearable
          data={verbs}
          value={verb === '' ? null : verb}
          onChange={(value) => setVerb(value ?? '')}
          aria-label={t('audit.filter')}
          placeholder={t('audit.filterExample')}
          leftSection={<IconSearch size={15} aria-hidden />}
        />
        {check.data !== undefined && <CheckResult check={check.data} />}
        {check.isError && <ErrorState title={t('audit.notChecked')} message={sentenceOf(check.error)} />}
      </Group>
      <QueryView
        query={{ data: rows, isError: pages.isError, error: pages.error, refetch: pages.refetch }}
        rows={12}
      >
        {(list) =>
          list.length === 0 ? (
            <EmptyState title={t('audit.none')} advice={t('audit.noneAdvice')} />
          ) : (
            <DataTable
              label={t('audit.title')}
              columns={columns}
              rows={list}
              rowId={({ sequence }) => String(sequence)}
              onOpen={setShown}
            />
          )
        }
      </QueryView>
      {pages.hasNextPage && (
        <Group justify="center" py="sm">
          <Button
            size="xs"
            variant="default"
            loading={pages.isFetchingNextPage}
            onClick={() => void pages.fetchNextPage()}
          >
            {t('audit.older')}
          </Button>
        </Group>
      )}
      <Modal
        opened={shown !== null}
        onClose={() => setShown(null)}
        size="lg"
        title={t('audit.row', { sequence: formatNumber(shown?.sequence ?? 0) })}
      >
        {shown !== null && <RowDetail row={shown} />}
      </Modal>
    </Panel>
  )
}

/** Every verb that has a word, by that word. */
function useVerbs(): { value: string; label: string }[] {
  const { t, i18n } = useTranslation()
  return useMemo(() => {
    const words: unknown = i18n.getResource(i18n.language, 'translation', 'audit.verb')
    return entriesOf(words)
      .flatMap(([kind, acts]) => entriesOf(acts).map(([act]) => `${kind}.${act}`))
      .map((value) => ({ value, label: t(`audit.verb.${value}`) }))
      .sort((left, right) => left.label.localeCompare(right.label, 'vi'))
  }, [t, i18n])
}

function useColumns(): DataColumn<AuditRow>[] {
  const { t } = useTranslation()
  return useMemo(
    () => [
      {
        id: 'sequence',
        header: t('audit.column.sequence'),
        align: 'right',
        widthPx: 70,
        cell: ({ sequence }) => formatNumber(sequence),
      },
      {
        id: 'at',
        header: t('audit.column.at'),
        widthPx: 160,
        cell: ({ atMs }) => <span className="mc-nowrap">{formatDateTime(atMs)}</span>,
      },
      { id: 'actor', header: t('audit.column.actor'), cell: ({ actor }) => actorName(t, actor) },
      {
        id: 'verb',
        header: t('audit.column.verb'),
        cell: ({ verb }) => t(`audit.verb.${verb}`, { defaultValue: verb }),
      },
      {
        id: 'subject',
        header: t('audit.column.subject'),
        cell: ({ subjectKind }) => t(`audit.subject.${subjectKind}`, { defaultValue: subjectKind }),
      },
      {
        id: 'detail',
        header: t('audit.column.detail'),
        cell: ({ detail }) =>
          detailFacts(t, detail)
            .map(({ name, value }) => `${name}: ${value}`)
            .join(' · ') || NONE,
        cut: true,
      },
    ],
    [t],
  )
}

function RowDetail({ row }: { readonly row: AuditRow }): ReactNode {
  const { t } = useTranslation()
  const told = detailFacts(t, row.detail)
  const facts: readonly (readonly [string, string])[] = [
    [t('audit.column.at'), formatDateTime(row.atMs)],
    [t('audit.column.actor'), row.actor],
    [t('audit.column.verb'), `${t(`audit.verb.${row.verb}`, { defaultValue: row.verb })} (${row.verb})`],
    [t('audit.column.subject'), `${row.subjectKind} ${row.subjectId}`],
    [t('audit.previousHash'), row.previousHash],
    [t('audit.hash'), row.hash],
  ]
  return (
    <>
      <dl className="mc-detail">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {row.detail !== EMPTY_DETAIL && (
        <>
          <Title order={4} size="h6" mt="sm" mb={4}>
            {t('audit.column.detail')}
          </Title>
          <dl className="mc-detail">
            {told.map(({ key, name, value }) => (
              <div key={key}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
          <Code block mt="sm">
            {prettyJson(row.detail)}
          </Code>
        </>
      )}
    </>
  )
}

function prettyJson(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}
