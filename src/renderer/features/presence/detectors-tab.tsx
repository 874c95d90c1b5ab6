import { Alert, Button, Modal, Progress } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { TFunction } from 'i18next'
import { type ReactNode, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '#renderer/api/client.ts'
import { useMay } from '#renderer/api/session.ts'
import { actorName } from '#renderer/ui/actor-name.ts'
import { type DataColumn, DataTable } from '#renderer/ui/data-table.tsx'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { formatDateTime, formatNumber, formatRatio } from '#renderer/ui/format.ts'
import { Panel } from '#renderer/ui/panel.tsx'
import { placeOf } from '#renderer/ui/place.ts'
import { PurposeForm } from '#renderer/ui/purpose-form.tsx'
import { QueryView } from '#renderer/ui/query-view.tsx'
import { StatusMark } from '#renderer/ui/status-mark.tsx'
import { DAY_MS, startOfVietnamDay } from '#shared/kernel/instant.ts'
import type { Detector } from '#shared/presence/detectors.model.ts'
import { dismissalShare, LEAST_DECIDED } from '#shared/presence/detectors.rules.ts'
import { useSilences } from './use-silences.ts'

/** Decisions of the last three months: what was mended since is not held against a detector for ever. */
const COUNTED_MS = 90 * DAY_MS
const LEAST_REASON = 3

/** How often people dismissed what each camera suggested, by kind: a detector that cries wolf is seen to. */
export function DetectorsTab(): ReactNode {
  const { t } = useTranslation()
  const [todayMs] = useState(() => startOfVietnamDay(Date.now()))
  const tree = useQuery(orpc.units.tree.queryOptions({ input: {} }))
  const detectors = useQuery(
    orpc.presence.detectors.queryOptions({ input: { fromMs: todayMs - COUNTED_MS, toMs: todayMs + DAY_MS } }),
  )
  const [silencing, setSilencing] = useState<Detector | null>(null)
  const { silence, unsilence } = useSilences(() => setSilencing(null))
  const maySilence = useMay()('settings.manage')
  const columns = useMemo(
    (): DataColumn<Detector>[] => [
      {
        id: 'camera',
        header: t('presence.detector.camera'),
        cell: ({ cameraName, roomId }) => (
          <>
            <strong>{cameraName}</strong>
            <div className="mc-quiet">{placeOf(tree.data, roomId)}</div>
          </>
        ),
        sortBy: ({ cameraName }) => cameraName,
      },
      {
        id: 'kind',
        header: t('presence.detector.kind'),
        cell: ({ kind }) => t(`findings.kind.${kind}`),
        sortBy: ({ kind }) => kind,
      },
      {
        id: 'open',
        header: t('presence.detector.open'),
        align: 'right',
        cell: (one) => formatNumber(one.open),
      },
      {
        id: 'rate',
        header: t('presence.detector.rate'),
        widthPx: 240,
        cell: (detector) => <DismissalRate detector={detector} />,
        sortBy: dismissalShare,
      },
      { id: 'state', header: t('presence.detector.state'), cell: (detector) => stateOf(t, detector) },
      {
        id: 'act',
        header: '',
        cell: (detector) =>
          maySilence && (
            <Button
              size="compact-xs"
              variant="default"
              onClick={() =>
                detector.silence === null
                  ? setSilencing(detector)
                  : unsilence.mutate({ cameraId: detector.cameraId, kind: detector.kind })
              }
            >
              {t(detector.silence === null ? 'presence.detector.silence' : 'presence.detector.unsilence')}
            </Button>
          ),
      },
    ],
    [t, tree.data, maySilence, unsilence],
  )
  return (
    <>
      <Panel title={t('presence.detector.title')} flush>
        <p className="mc-quiet presence-detectors-advice">
          {t('presence.detector.advice', { least: formatNumber(LEAST_DECIDED) })}
        </p>
        <QueryView query={detectors} rows={6}>
          {(rows) =>
            rows.length === 0 ? (
              <EmptyState title={t('presence.detector.none')} advice={t('presence.detector.noneAdvice')} />
            ) : (
              <>
                {rows.some(({ criesWolf, silence: off }) => criesWolf && off === null) && (
                  <Alert color="orange" title={t('presence.detector.wolfTitle')}>
                    {t('presence.detector.wolfMeans')}
                  </Alert>
                )}
                <DataTable
                  label={t('presence.detector.title')}
                  columns={columns}
                  rows={rows}
                  rowId={({ cameraId, kind }) => `${cameraId} ${kind}`}
                  initialSort={{ id: 'rate', desc: true }}
                />
              </>
            )
          }
        </QueryView>
      </Panel>
      {silencing !== null && (
        <Modal
          opened
          onClose={() => setSilencing(null)}
          title={t('presence.detector.silenceTitle', {
            kind: t(`findings.kind.${silencing.kind}`),
            camera: silencing.cameraName,
          })}
        >
          <PurposeForm
            purposeLabel={t('presence.detector.reason')}
            purposeHint={t('presence.detector.reasonHint')}
            minimumLength={LEAST_REASON}
            criterionLabel=""
            criteria={[]}
            initialCriterion={null}
            submitLabel={t('presence.detector.silence')}
            isBusy={silence.isPending}
            onCancel={() => setSilencing(null)}
            onSubmit={(reason) =>
              silence.mutate({ cameraId: silencing.cameraId, kind: silencing.kind, reason })
            }
          />
        </Modal>
      )}
    </>
  )
}

/** `7/12 (58,3 %)` with its bar; what was decided is the denominator. */
function DismissalRate({ detector }: { readonly detector: Detector }): ReactNode {
  const { t } = useTranslation()
  const { accepted, dismissed, criesWolf } = detector
  const share = dismissalShare(detector)
  if (share === null) return <span className="mc-quiet">{t('presence.detector.noneDecided')}</span>
  const words = formatRatio(dismissed, accepted + dismissed)
  return (
    <>
      {words}
      <Progress
        size="sm"
        value={share * 100}
        color={criesWolf ? 'orange' : 'gray'}
        aria-label={t('presence.detector.rateOf', { share: words })}
      />
    </>
  )
}

function stateOf(t: TFunction, { criesWolf, silence }: Detector): ReactNode {
  if (silence !== null)
    return (
      <>
        <StatusMark tone="neutral">{t('presence.detector.off')}</StatusMark>
        <div className="mc-quiet">
          {t('presence.detector.offBecause', {
            reason: silence.reason,
            by: actorName(t, silence.silencedBy),
            at: formatDateTime(silence.silencedAtMs),
          })}
        </div>
      </>
    )
  if (criesWolf) return <StatusMark tone="warning">{t('presence.detector.wolf')}</StatusMark>
  return <StatusMark tone="ok">{t('presence.detector.on')}</StatusMark>
}
