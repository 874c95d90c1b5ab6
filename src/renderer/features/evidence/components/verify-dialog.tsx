import { Alert, Loader, Modal, Table } from '@mantine/core'
import { IconShieldCheck, IconShieldX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { EvidenceClip, Verification } from '#shared/evidence/evidence.model.ts'
import { useErrorSentence } from '#renderer/api/app-error.ts'
import { orpc } from '#renderer/api/client.ts'
import { ErrorState } from '#renderer/ui/error-state.tsx'
import { formatNumber, NONE } from '#renderer/ui/format.ts'

type VerifyDialogProps = { readonly clip: EvidenceClip; readonly onClose: () => void }

/** Checks the stored bundle anew each time it is opened; an old answer proves nothing. */
export function VerifyDialog({ clip, onClose }: VerifyDialogProps): ReactNode {
  const { t } = useTranslation()
  const sentenceOf = useErrorSentence()
  const check = useQuery(
    orpc.evidence.verify.queryOptions({ input: { id: clip.id }, staleTime: 0, gcTime: 0, retry: false }),
  )
  return (
    <Modal opened title={t('evidence.verifyTitle')} size="lg" onClose={onClose}>
      {check.isFetching && (
        <div className="evidence-checking" role="status">
          <Loader size="sm" /> {t('evidence.checking')}
        </div>
      )}
      {!check.isFetching && check.isError && (
        <ErrorState message={sentenceOf(check.error)} onRetry={() => check.refetch()} />
      )}
      {!check.isFetching && check.data && <Outcome outcome={check.data} sha256={clip.bundleSha256} />}
    </Modal>
  )
}

function Outcome({
  outcome,
  sha256,
}: {
  readonly outcome: Verification
  readonly sha256: string | null
}): ReactNode {
  const { t } = useTranslation()
  if (!outcome.ok) return <Problems outcome={outcome} />
  const facts = [
    [t('evidence.files'), formatNumber(outcome.files)],
    [t('evidence.groups'), formatNumber(outcome.groups)],
    [t('evidence.samples'), formatNumber(outcome.samples)],
    [t('evidence.key'), outcome.keyThumbprint ?? NONE],
    ['SHA-256', sha256 ?? NONE],
  ] as const
  return (
    <div data-testid="verified" data-ok="true">
      <Alert color="pine" icon={<IconShieldCheck aria-hidden />} title={t('evidence.whole')}>
        {t('evidence.wholeDetail')}
      </Alert>
      <Table mt="sm" verticalSpacing={4}>
        <Table.Tbody>
          {facts.map(([name, value]) => (
            <Table.Tr key={name}>
              <Table.Td c="dimmed" className="mc-nowrap">
                {name}
              </Table.Td>
              <Table.Td className="evidence-fact">{value}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  )
}

function Problems({ outcome }: { readonly outcome: Verification }): ReactNode {
  const { t } = useTranslation()
  return (
    <div data-testid="verified" data-ok="false">
      <Alert color="red" icon={<IconShieldX aria-hidden />} title={t('evidence.broken')}>
        {t('evidence.brokenDetail')}
      </Alert>
      <Table mt="sm" verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('evidence.file')}</Table.Th>
            <Table.Th>{t('evidence.problem')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {outcome.problems.map(({ file, code, detail }) => (
            <Table.Tr key={`${file} ${code} ${detail}`}>
              <Table.Td className="mc-mono">{file}</Table.Td>
              <Table.Td title={detail}>
                {t([`evidence.problems.${code}`, 'evidence.problemUnknown'], { detail, code })}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  )
}
