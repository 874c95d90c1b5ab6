import { ActionIcon, CopyButton, Group, Progress, Text, Tooltip, UnstyledButton } from '@mantine/core'
import { IconCopy, IconDownload, IconPlayerPlay, IconShieldCheck } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { EvidenceClip } from '#shared/evidence/evidence.model.ts'
import type { Job } from '#shared/jobs/jobs.model.ts'
import type { UnitTree } from '#shared/units/units.model.ts'
import { orpc } from '#renderer/api/client.ts'
import { useExportJobs } from '#renderer/api/evidence-export.ts'
import { evidenceBundleUrl } from '#renderer/player/media-urls.ts'
import { actorName } from '#renderer/ui/actor-name.ts'
import { type DataColumn, DataTable } from '#renderer/ui/data-table.tsx'
import {
  formatBytes,
  formatDate,
  formatDateTime,
  formatDuration,
  formatTime,
  NONE,
} from '#renderer/ui/format.ts'
import { StatusMark } from '#renderer/ui/status-mark.tsx'
import { shortHash } from '../evidence.rules.ts'
import type { EvidenceDialog } from '../evidence-dialog.ts'

type ClipTableProps = {
  readonly clips: readonly EvidenceClip[]
  readonly onOpen: (dialog: EvidenceDialog) => void
}

export function ClipTable({ clips, onOpen }: ClipTableProps): ReactNode {
  const { t } = useTranslation()
  const tree = useQuery(orpc.units.tree.queryOptions({ input: {} }))
  const jobs = useExportJobs()
  const columns = useMemo(
    (): readonly DataColumn<EvidenceClip>[] => [
      {
        id: 'place',
        header: t('evidence.place'),
        cell: (clip) => <Place clip={clip} tree={tree.data} />,
        sortBy: (clip) => tree.data?.units.find(({ id }) => id === clip.communeUnitId)?.name ?? null,
      },
      {
        id: 'range',
        header: t('evidence.range'),
        cell: (clip) => <Ranges clip={clip} />,
        sortBy: (clip) => clip.requestedFromMs,
      },
      {
        id: 'reference',
        header: t('evidence.reference'),
        cell: (clip) => <Reference clip={clip} />,
        sortBy: (clip) => clip.dossierCode,
      },
      {
        id: 'state',
        header: t('evidence.state'),
        cell: (clip) => <State clip={clip} job={jobs.find((job) => job.subjectId === clip.id)} />,
        sortBy: (clip) => clip.state,
      },
      {
        id: 'hash',
        header: 'SHA-256',
        cell: (clip) => <Hash sha256={clip.bundleSha256} bytes={clip.bundleBytes} />,
      },
      {
        id: 'made',
        header: t('evidence.made'),
        cell: (clip) => (
          <TwoLines first={formatDateTime(clip.createdAtMs)} second={actorName(t, clip.createdBy)} />
        ),
        sortBy: (clip) => clip.createdAtMs,
      },
      { id: 'actions', header: '', align: 'right', cell: (clip) => <Actions clip={clip} onOpen={onOpen} /> },
    ],
    [t, tree.data, jobs, onOpen],
  )
  return (
    <DataTable
      label={t('evidence.clips')}
      columns={columns}
      rows={clips}
      rowId={(clip) => clip.id}
      initialSort={{ id: 'made', desc: true }}
    />
  )
}

function TwoLines({ first, second }: { readonly first: ReactNode; readonly second: ReactNode }): ReactNode {
  return (
    <div className="evidence-lines">
      <div>{first}</div>
      <Text size="xs" c="dimmed" component="div">
        {second}
      </Text>
    </div>
  )
}

function Place({
  clip,
  tree,
}: {
  readonly clip: EvidenceClip
  readonly tree: UnitTree | undefined
}): ReactNode {
  const commune = tree?.units.find(({ id }) => id === clip.communeUnitId)?.name ?? NONE
  const room = tree?.rooms.find(({ id }) => id === clip.roomId)?.name ?? NONE
  return <TwoLines first={commune} second={room} />
}

/** Asked for, and what the clip really holds: whole keyframe groups reach a little further. */
function Ranges({ clip }: { readonly clip: EvidenceClip }): ReactNode {
  const { t } = useTranslation()
  const { requestedFromMs, requestedToMs, actualFromMs, actualToMs } = clip
  const asked = `${formatDate(requestedFromMs)} ${formatTime(requestedFromMs)}–${formatTime(requestedToMs)}`
  const isMade = actualFromMs !== null && actualToMs !== null
  const real = isMade
    ? `${formatTime(actualFromMs)}–${formatTime(actualToMs)} (${formatDuration(actualToMs - actualFromMs)})`
    : NONE
  return <TwoLines first={asked} second={t('evidence.actual', { range: real })} />
}

function Reference({ clip }: { readonly clip: EvidenceClip }): ReactNode {
  const { t } = useTranslation()
  const criterion =
    clip.criterionCode === null ? null : t('evidence.criterionOf', { code: clip.criterionCode })
  return (
    <TwoLines
      first={clip.dossierCode ?? NONE}
      second={[criterion, clip.purpose].filter(Boolean).join(' · ')}
    />
  )
}

function State({ clip, job }: { readonly clip: EvidenceClip; readonly job: Job | undefined }): ReactNode {
  const { t } = useTranslation()
  if (clip.state === 'sealed') return <StatusMark tone="ok">{t('evidence.states.sealed')}</StatusMark>
  if (clip.state === 'failed') return <StatusMark tone="danger">{t('evidence.states.failed')}</StatusMark>
  return (
    <div className="evidence-making">
      <StatusMark tone="running">{t('evidence.states.making')}</StatusMark>
      {job && <Progress value={job.progress * 100} size="xs" aria-label={t('evidence.states.making')} />}
    </div>
  )
}

function Hash({
  sha256,
  bytes,
}: {
  readonly sha256: string | null
  readonly bytes: number | null
}): ReactNode {
  const { t } = useTranslation()
  if (sha256 === null) return NONE
  return (
    <CopyButton value={sha256}>
      {({ copied, copy }) => (
        <Tooltip label={copied ? t('evidence.copied') : `${t('evidence.copyHash')}: ${sha256}`}>
          <UnstyledButton className="evidence-hash" onClick={copy}>
            <span className="mc-only-heard">{t('evidence.copyHash')} </span>
            <span className="mc-mono">{shortHash(sha256)}</span>
            <IconCopy size={13} aria-hidden />
            <Text size="xs" c="dimmed" component="div">
              {bytes === null ? NONE : formatBytes(bytes)}
            </Text>
          </UnstyledButton>
        </Tooltip>
      )}
    </CopyButton>
  )
}

type ActionsProps = { readonly clip: EvidenceClip; readonly onOpen: (dialog: EvidenceDialog) => void }

function Actions({ clip, onOpen }: ActionsProps): ReactNode {
  const { t } = useTranslation()
  if (clip.state !== 'sealed') return null
  return (
    <Group gap={2} wrap="nowrap" justify="flex-end">
      <Tooltip label={t('evidence.play')}>
        <ActionIcon
          variant="subtle"
          aria-label={t('evidence.play')}
          onClick={() => onOpen({ kind: 'play', clip })}
        >
          <IconPlayerPlay size={17} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={t('evidence.verify')}>
        <ActionIcon
          variant="subtle"
          aria-label={t('evidence.verify')}
          data-testid="verify"
          onClick={() => onOpen({ kind: 'verify', clip })}
        >
          <IconShieldCheck size={17} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={t('evidence.download')}>
        <ActionIcon
          variant="subtle"
          component="a"
          href={evidenceBundleUrl(clip.id)}
          download
          aria-label={t('evidence.download')}
        >
          <IconDownload size={17} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </Group>
  )
}
