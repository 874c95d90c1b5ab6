import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import {
  CERTIFICATE_FRESH_MS,
  type ClockCertificate,
  type ClockCheck,
} from '#shared/clock-checks/clock-checks.model.ts'
import { actorName } from '#renderer/ui/actor-name.ts'
import { formatClockOffset, formatDateTime, formatNumber, formatRange, NONE } from '#renderer/ui/format.ts'
import { StatusMark } from '#renderer/ui/status-mark.tsx'
import { useNow } from '#renderer/ui/use-now.ts'
import { MeasureForm } from './measure-form.tsx'

type CheckRowProps = {
  readonly check: ClockCheck
  readonly cameraName: string
  readonly mayMeasure: boolean
  /** Its certificate is read without being asked for. */
  readonly isNewest: boolean
}

/** One check: what it proved, or what is to be done with it. */
export function CheckRow({ check, cameraName, mayMeasure, isNewest }: CheckRowProps): ReactNode {
  const { t } = useTranslation()
  const { certificate, openedAtMs, openedBy } = check
  return (
    <li data-testid="clock-check">
      <strong>{cameraName}</strong>{' '}
      <span className="mc-quiet">
        {t('clock-checks.opened', { at: formatDateTime(openedAtMs), by: actorName(t, openedBy) })}
      </span>
      {certificate ? (
        <Certificate certificate={certificate} isOpen={isNewest} />
      ) : mayMeasure ? (
        <MeasureForm check={check} />
      ) : (
        <p className="mc-quiet">{t('clock-checks.notMeasured')}</p>
      )}
    </li>
  )
}

type CertificateProps = { readonly certificate: ClockCertificate; readonly isOpen: boolean }

function Certificate({ certificate, isOpen }: CertificateProps): ReactNode {
  const { t } = useTranslation()
  const isFresh = useNow() - certificate.measuredAtMs <= CERTIFICATE_FRESH_MS
  const { cameraClock, manufacturer, model, serialNumber } = certificate
  const device = [manufacturer, model, serialNumber].filter((each) => each !== null).join(' · ')
  const facts: readonly (readonly [string, string])[] = [
    ['filmed', formatRange({ fromMs: certificate.firstFilmedMs, toMs: certificate.lastFilmedMs })],
    ['recorded', formatRange({ fromMs: certificate.firstRecordedMs, toMs: certificate.lastRecordedMs })],
    [
      'uncertainty',
      t('clock-checks.fact.uncertaintyOf', {
        frame: formatNumber(certificate.frameMs),
        page: formatNumber(certificate.pageUncertaintyMs),
      }),
    ],
    [
      'read',
      t('clock-checks.fact.readOf', {
        frames: formatNumber(certificate.sightings),
        codes: formatNumber(certificate.codes),
        refused: formatNumber(certificate.refusedCodes),
      }),
    ],
    ['cameraClock', cameraClock ? formatClockOffset(cameraClock) : NONE],
    ['device', device === '' ? NONE : device],
    [
      'measured',
      t('clock-checks.opened', {
        at: formatDateTime(certificate.measuredAtMs),
        by: actorName(t, certificate.measuredBy),
      }),
    ],
    ['key', certificate.keyHex],
    ['keySha256', certificate.keySha256],
  ]
  return (
    <>
      <div className="clock-result" data-testid="clock-result" data-offset-ms={certificate.offsetMs}>
        {formatClockOffset(certificate)}{' '}
        <StatusMark tone={isFresh ? 'ok' : 'warning'}>
          {t(isFresh ? 'clock-checks.fresh' : 'clock-checks.stale')}
        </StatusMark>
      </div>
      <div>{t(certificate.offsetMs < 0 ? 'clock-checks.meansEarly' : 'clock-checks.meansLate')}</div>
      <details open={isOpen}>
        <summary>{t('clock-checks.certificate')}</summary>
        <dl className="clock-facts">
          {facts.map(([fact, text]) => (
            <Fact key={fact} name={t(`clock-checks.fact.${fact}`)} text={text} />
          ))}
        </dl>
      </details>
    </>
  )
}

function Fact({ name, text }: { readonly name: string; readonly text: string }): ReactNode {
  return (
    <>
      <dt>{name}</dt>
      <dd>{text}</dd>
    </>
  )
}
