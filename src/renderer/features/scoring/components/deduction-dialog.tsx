import { Alert, Button, Group, Modal, NumberInput, Select, Stack, Textarea } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  deductibleKinds,
  type IncidentKind,
  incidentKind,
  SEVERITY_HUNDREDTHS,
} from '#shared/incidents/incident-taxonomy.ts'
import type { EvidenceClip } from '#shared/evidence/evidence.model.ts'
import type { Criterion, Scorecard } from '#shared/scoring/scoring.model.ts'
import { formatDateTime, formatTime } from '#renderer/ui/format.ts'
import { hundredthsOfInput, inputOfHundredths } from '../points.ts'
import { useScoringChanges } from '../use-scoring-changes.ts'

const MIN_REASON = 5

type DeductionDialogProps = {
  readonly scorecard: Scorecard
  readonly criterion: Criterion
  readonly clips: readonly EvidenceClip[]
  readonly onClose: () => void
}

/** Clips that may carry a deduction here: sealed, of the commune, inside the period. */
function citableClips(scorecard: Scorecard, clips: readonly EvidenceClip[]): EvidenceClip[] {
  const { communeUnitId, periodFromMs, periodToMs } = scorecard
  return clips.filter(
    (clip) =>
      clip.state === 'sealed' &&
      clip.communeUnitId === communeUnitId &&
      clip.requestedFromMs >= periodFromMs &&
      clip.requestedToMs <= periodToMs,
  )
}

function useIncidentOptions(criterionCode: string) {
  const { t, i18n } = useTranslation()
  return useMemo(() => {
    const option = (kind: IncidentKind) => ({
      value: kind.code,
      label: `${kind.code} ${i18n.language === 'en' ? kind.en : kind.vi}`,
    })
    const { usual, other } = deductibleKinds(criterionCode)
    return [
      { group: t('scoring.usualHere'), items: usual.map(option) },
      { group: t('scoring.otherIncidents'), items: other.map(option) },
    ].filter(({ items }) => items.length > 0)
  }, [criterionCode, t, i18n.language])
}

/** No deduction without a sealed clip: the clip comes first. */
export function DeductionDialog({ scorecard, criterion, clips, onClose }: DeductionDialogProps): ReactNode {
  const { t } = useTranslation()
  const { addDeduction } = useScoringChanges(scorecard.id)
  const incidents = useIncidentOptions(criterion.code)
  const citable = useMemo(() => citableClips(scorecard, clips), [scorecard, clips])
  const [clipId, setClipId] = useState<string | null>(
    () => citable.find((clip) => clip.criterionCode === criterion.code)?.id ?? null,
  )
  const [incidentCode, setIncidentCode] = useState<string | null>(null)
  const [hundredths, setHundredths] = useState<number | null>(null)
  const [reason, setReason] = useState('')
  const isOver = hundredths !== null && hundredths > criterion.maxHundredths
  const isReady = clipId !== null && incidentCode !== null && hundredths !== null && hundredths > 0 && !isOver
  const hasReason = reason.trim().length >= MIN_REASON

  const chooseIncident = (code: string | null): void => {
    setIncidentCode(code)
    const severity = code === null ? null : (incidentKind(code)?.severity ?? null)
    if (severity !== null) setHundredths(Math.min(SEVERITY_HUNDREDTHS[severity], criterion.maxHundredths))
  }
  const submit = (): void => {
    if (!isReady || !hasReason) return
    const input = { scorecardId: scorecard.id, criterionCode: criterion.code, evidenceClipId: clipId }
    addDeduction.mutate({ ...input, incidentCode, hundredths, reason: reason.trim() }, { onSuccess: onClose })
  }

  if (citable.length === 0) return <NoClips onClose={onClose} />
  return (
    <Modal opened size="lg" title={t('scoring.addDeductionTo', { code: criterion.code })} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <Stack gap="sm">
          <Select
            label={t('scoring.clip')}
            description={t('scoring.clipHint')}
            withAsterisk
            searchable
            data-autofocus
            data={citable.map((clip) => ({ value: clip.id, label: clipLabel(clip) }))}
            value={clipId}
            onChange={setClipId}
          />
          <Group align="flex-start" wrap="nowrap">
            <Select
              className="scorecard-grow"
              label={t('scoring.incident')}
              withAsterisk
              searchable
              data={incidents}
              value={incidentCode}
              onChange={chooseIncident}
            />
            <NumberInput
              label={t('scoring.deductPoints')}
              withAsterisk
              w={110}
              min={0.05}
              step={0.25}
              decimalScale={2}
              fixedDecimalScale
              decimalSeparator=","
              allowedDecimalSeparators={[',', '.']}
              error={isOver ? t('scoring.problem.over-max') : undefined}
              value={inputOfHundredths(hundredths)}
              onChange={(input) => setHundredths(hundredthsOfInput(input))}
            />
          </Group>
          <Textarea
            label={t('scoring.deductReason')}
            description={t('scoring.deductReasonHint')}
            withAsterisk
            autosize
            minRows={2}
            maxLength={2000}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('ui.cancel')}
            </Button>
            <Button
              type="submit"
              color="red"
              disabled={!isReady || !hasReason}
              loading={addDeduction.isPending}
            >
              {t('scoring.addDeduction')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

function clipLabel(clip: EvidenceClip): string {
  const parts = [
    `${formatDateTime(clip.requestedFromMs)}–${formatTime(clip.requestedToMs)}`,
    clip.dossierCode,
    clip.criterionCode,
    clip.purpose,
  ]
  return parts.filter((part) => part !== null && part !== '').join(' · ')
}

function NoClips({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation()
  return (
    <Modal opened title={t('scoring.addDeduction')} onClose={onClose}>
      <Alert color="yellow" title={t('scoring.noClips')}>
        {t('scoring.noClipsAdvice')}
      </Alert>
      <Group justify="flex-end" mt="md">
        <Button component={Link} to="/evidence" variant="default">
          {t('scoring.toEvidence')}
        </Button>
      </Group>
    </Modal>
  )
}
