import { Button, Group, Kbd } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Finding, FindingState } from '#shared/findings/findings.model.ts'
import { DAY_MS, startOfVietnamDay } from '#shared/kernel/instant.ts'
import { dismissalShare } from '#shared/presence/detectors.rules.ts'
import { orpc } from '#renderer/api/client.ts'
import { useMay } from '#renderer/api/session.ts'
import { formatDateTime, formatPercent, formatRange, formatRatio } from '#renderer/ui/format.ts'
import { GreyStill } from '#renderer/ui/grey-still.tsx'
import { momentOf } from '../finding-rows.tsx'
import { findingSentence } from '../finding-words.ts'

/** Decisions of so long ago still tell what a detector is worth. */
const COUNTED_MS = 90 * DAY_MS

type FindingEvidenceProps = {
  readonly finding: Finding
  readonly onDecide: (state: FindingState) => void
}

/** What speaks for one finding: the picture, the rule, how sure it is, and how often the like was dismissed. */
export function FindingEvidence({ finding, onDecide }: FindingEvidenceProps): ReactNode {
  const { t } = useTranslation()
  const may = useMay()
  const { kind, fromMs, toMs, confidence, cameraId } = finding
  const isSeen = cameraId !== null && may('recordings.view')
  return (
    <section className="findings-evidence" aria-label={t('findings.evidence.title')}>
      {isSeen && <EvidencePicture cameraId={cameraId} atMs={Math.floor((fromMs + toMs) / 2)} />}
      <strong>{t(`findings.kind.${kind}`)}</strong>
      <div>{findingSentence(t, finding)}</div>
      <dl>
        <dt>{t('findings.evidence.when')}</dt>
        <dd>{fromMs < toMs ? formatRange(finding) : formatDateTime(fromMs)}</dd>
        <dt>{t('findings.evidence.why')}</dt>
        <dd>{t(`findings.why.${kind}`, { defaultValue: t('findings.why.arithmetic') })}</dd>
        <dt>{t('findings.evidence.confidence')}</dt>
        <dd>
          {confidence < 1
            ? t('findings.evidence.guess', { share: formatPercent(confidence) })
            : t('findings.evidence.sure')}
        </dd>
        {cameraId !== null && <DismissedSoFar cameraId={cameraId} kind={kind} />}
      </dl>
      <Group gap="xs">
        {may('recordings.view') && (
          <Button
            size="xs"
            renderRoot={(props) => <Link {...props} to="/review" search={momentOf(finding)} />}
          >
            {t('findings.look')}
          </Button>
        )}
        {may('review.bookmark') && finding.state === 'open' && (
          <>
            <Button size="xs" variant="default" onClick={() => onDecide('accepted')}>
              {t('findings.accept')}&nbsp;<Kbd size="xs">A</Kbd>
            </Button>
            <Button size="xs" variant="default" onClick={() => onDecide('dismissed')}>
              {t('findings.dismiss')}&nbsp;<Kbd size="xs">D</Kbd>
            </Button>
          </>
        )}
      </Group>
    </section>
  )
}

type EvidencePictureProps = { readonly cameraId: string; readonly atMs: number }

/** The keyframe in the middle, with the zones that were drawn then. */
function EvidencePicture({ cameraId, atMs }: EvidencePictureProps): ReactNode {
  const { t } = useTranslation()
  const still = useQuery(
    orpc.presence.moment.queryOptions({ input: { cameraId, atMs }, staleTime: Infinity, retry: false }),
  )
  const zones = useQuery(
    orpc.presence.zones.queryOptions({
      input: { cameraId },
      select: (all) =>
        all
          .filter(({ validFromMs, validToMs }) => validFromMs <= atMs && (validToMs ?? Infinity) > atMs)
          .map(({ polygon }) => polygon),
    }),
  )
  if (still.isPending) return <div className="mc-still" aria-busy />
  return (
    <>
      <GreyStill
        still={still.data ?? null}
        without={t('findings.evidence.noPicture')}
        label={t('findings.evidence.picture', { at: formatDateTime(atMs) })}
        outlines={zones.data ?? []}
      />
      {still.data && (
        <p className="mc-quiet">
          {t('findings.evidence.pictureOf', { at: formatDateTime(still.data.atMs) })}
        </p>
      )}
    </>
  )
}

type DismissedSoFarProps = { readonly cameraId: string; readonly kind: Finding['kind'] }

function DismissedSoFar({ cameraId, kind }: DismissedSoFarProps): ReactNode {
  const { t } = useTranslation()
  // By whole days: one question for all rows.
  const [todayMs] = useState(() => startOfVietnamDay(Date.now()))
  const detectors = useQuery(
    orpc.presence.detectors.queryOptions({ input: { fromMs: todayMs - COUNTED_MS, toMs: todayMs + DAY_MS } }),
  )
  const told = detectors.data?.find((each) => each.cameraId === cameraId && each.kind === kind)
  if (told === undefined) return null
  return (
    <>
      <dt>{t('findings.evidence.dismissed')}</dt>
      <dd>
        {dismissalShare(told) === null
          ? t('findings.evidence.noneDecided')
          : formatRatio(told.dismissed, told.accepted + told.dismissed)}
      </dd>
    </>
  )
}
