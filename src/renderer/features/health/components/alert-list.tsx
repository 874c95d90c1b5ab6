import { Button, Switch } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '#renderer/api/client.ts'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { useSentenceOf } from '#renderer/ui/error-sentence.ts'
import { formatDateTime, formatDuration } from '#renderer/ui/format.ts'
import { showFailure } from '#renderer/ui/notices.ts'
import { placeOf } from '#renderer/ui/place.ts'
import { StatusMark } from '#renderer/ui/status-mark.tsx'
import type { Camera } from '#shared/cameras/cameras.model.ts'
import type { Alert } from '#shared/health/health.model.ts'
import type { UnitTree } from '#shared/units/units.model.ts'
import { alertTone, alertValues } from '../health-figures.ts'

type AlertListProps = {
  readonly alerts: readonly Alert[]
  readonly cameras: readonly Camera[]
  readonly tree: UnitTree | undefined
}

const OVER_SHOWN = 30

/** What a person should see to, and on demand what is over. */
export function AlertList({ alerts, cameras, tree }: AlertListProps): ReactNode {
  const { t } = useTranslation()
  const [showsOver, setShowsOver] = useState(false)
  const open = alerts.filter(({ endedAtMs }) => endedAtMs === null)
  const over = alerts.filter(({ endedAtMs }) => endedAtMs !== null).slice(0, OVER_SHOWN)
  const shown = showsOver ? [...open, ...over] : open
  return (
    <>
      {open.length === 0 && (
        <EmptyState compact title={t('health.alertsNone')} advice={t('health.alertsNoneAdvice')} />
      )}
      <ul className="mc-list">
        {shown.map((alert) => (
          <AlertRow key={alert.id} alert={alert} where={whereIs(alert, cameras, tree, t('health.station'))} />
        ))}
      </ul>
      {over.length > 0 && (
        <Switch
          size="xs"
          mt="xs"
          label={t('health.showOver', { count: over.length })}
          checked={showsOver}
          onChange={(event) => setShowsOver(event.currentTarget.checked)}
        />
      )}
    </>
  )
}

function whereIs(
  alert: Alert,
  cameras: readonly Camera[],
  tree: UnitTree | undefined,
  station: string,
): string {
  const camera = cameras.find(({ id }) => id === alert.cameraId)
  if (alert.cameraId === null) return station
  return camera ? `${camera.name} · ${placeOf(tree, camera.roomId)}` : '…'
}

type AlertRowProps = { readonly alert: Alert; readonly where: string }

export function AlertRow({ alert, where }: AlertRowProps): ReactNode {
  const { t } = useTranslation()
  const sentenceOf = useSentenceOf()
  const queries = useQueryClient()
  const see = useMutation(
    orpc.health.see.mutationOptions({
      onSuccess: () => queries.invalidateQueries({ queryKey: orpc.health.alerts.key() }),
      onError: (error) => showFailure(t('ui.actionFailed'), sentenceOf(error)),
    }),
  )
  const { kind, detail, beganAtMs, endedAtMs, seenBy, sentState } = alert
  const isOver = endedAtMs !== null
  return (
    <li className="health-alert" data-testid="health-alert" data-kind={kind}>
      <div className="mc-shrink">
        <StatusMark tone={alertTone(kind, isOver)}>
          <strong>{t(`health.alert.${kind}.title`)}</strong> {where}
        </StatusMark>
        <div>{t(`health.alert.${kind}.advice`, alertValues(detail))}</div>
        <div className="mc-quiet">
          {isOver
            ? t('health.over', {
                from: formatDateTime(beganAtMs),
                duration: formatDuration(endedAtMs - beganAtMs),
              })
            : t('health.since', { from: formatDateTime(beganAtMs) })}
          {seenBy !== null && ` · ${t('health.seenBy', { name: seenBy })}`}
          {sentState !== 'none' && ` · ${t(`health.sent.${sentState}`)}`}
        </div>
      </div>
      {!isOver && seenBy === null && (
        <Button
          size="compact-xs"
          variant="default"
          loading={see.isPending}
          onClick={() => see.mutate({ id: alert.id })}
        >
          {t('health.see')}
        </Button>
      )}
    </li>
  )
}
