import type { UseQueryResult } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ledgerDay } from '#renderer/api/ledger-search.ts'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { footageWord } from '#renderer/ui/footage-word.ts'
import { formatDuration, formatShortTime } from '#renderer/ui/format.ts'
import { Panel } from '#renderer/ui/panel.tsx'
import { placeOf } from '#renderer/ui/place.ts'
import { QueryView } from '#renderer/ui/query-view.tsx'
import { StatusMark, type StatusTone } from '#renderer/ui/status-mark.tsx'
import type { DigestCamera, DigestDay, DigestVerdict, LedgerDigest } from '#shared/coverage/ledger.model.ts'
import { countVerdicts } from '#shared/coverage/ledger-digest.rules.ts'
import { DAY_MS, type InstantMs } from '#shared/kernel/instant.ts'
import type { UnitTree } from '#shared/units/units.model.ts'

const SHOWN = 5
const TONES: Readonly<Record<DigestVerdict, StatusTone>> = {
  'never-came': 'danger',
  gaps: 'warning',
  ok: 'ok',
  off: 'neutral',
}

type DigestPanelProps = {
  readonly digest: UseQueryResult<LedgerDigest, Error>
  readonly tree: UnitTree | undefined
}

/** "Am I recording?" One sentence for each of the two days, then the cameras that somebody has to see to. */
export function DigestPanel({ digest, tree }: DigestPanelProps): ReactNode {
  const { t } = useTranslation()
  return (
    <Panel
      title={t('today.digest')}
      aside={
        <Link to="/ledger" className="mc-link">
          {t('today.openLedger')}
        </Link>
      }
    >
      <QueryView query={digest} rows={4}>
        {({ cameras, todayMs }) =>
          cameras.length === 0 ? (
            <EmptyState compact title={t('today.digestNone')} advice={t('today.digestNoneAdvice')} />
          ) : (
            <div data-testid="digest">
              <Sentence label={t('today.digestToday')} days={cameras.map(({ today }) => today)} />
              <Sentence label={t('today.digestYesterday')} days={cameras.map(({ yesterday }) => yesterday)} />
              <Troubled cameras={cameras} todayMs={todayMs} tree={tree} />
            </div>
          )
        }
      </QueryView>
    </Panel>
  )
}

function Sentence({
  label,
  days,
}: {
  readonly label: string
  readonly days: readonly DigestDay[]
}): ReactNode {
  const { t } = useTranslation()
  const { ok, off, gaps, 'never-came': never } = countVerdicts(days)
  const tone = never > 0 ? 'danger' : gaps > 0 ? 'warning' : ok > 0 ? 'ok' : 'neutral'
  return (
    <div className="mc-line">
      <span>{label}</span>
      <StatusMark tone={tone}>
        {off === days.length ? t('today.digestOff') : t('today.digestOk', { ok, due: days.length - off })}
      </StatusMark>
    </div>
  )
}

const isTroubled = ({ verdict }: DigestDay): boolean => verdict === 'gaps' || verdict === 'never-came'

type TroubledProps = {
  readonly cameras: readonly DigestCamera[]
  readonly todayMs: InstantMs
  readonly tree: UnitTree | undefined
}

function Troubled({ cameras, todayMs, tree }: TroubledProps): ReactNode {
  const { t } = useTranslation()
  const troubled = cameras.filter(({ today, yesterday }) => isTroubled(today) || isTroubled(yesterday))
  if (troubled.length === 0) return <p className="mc-quiet">{t('today.digestAllOk')}</p>
  const more = troubled.length - SHOWN
  return (
    <>
      <ul className="mc-list mc-digest">
        {troubled.slice(0, SHOWN).map((camera) => (
          <TroubledCamera key={camera.cameraId} camera={camera} todayMs={todayMs} tree={tree} />
        ))}
      </ul>
      {more > 0 && <p className="mc-quiet">{t('today.digestMore', { count: more })}</p>}
    </>
  )
}

type TroubledCameraProps = Omit<TroubledProps, 'cameras'> & { readonly camera: DigestCamera }

function TroubledCamera({ camera, todayMs, tree }: TroubledCameraProps): ReactNode {
  const { t } = useTranslation()
  const isToday = isTroubled(camera.today)
  const day = isToday ? camera.today : camera.yesterday
  const word = isToday ? t('today.digestToday') : t('today.digestYesterday')
  const search = { camera: camera.cameraId, ...ledgerDay(isToday ? todayMs : todayMs - DAY_MS) }
  return (
    <li>
      <div className="mc-line">
        <span>
          <Link to="/ledger" search={search} className="mc-link">
            {camera.name}
          </Link>{' '}
          <span className="mc-quiet">{placeOf(tree, camera.roomId)}</span>
        </span>
        <StatusMark tone={TONES[day.verdict]}>
          {t(`today.digestVerdict.${day.verdict}`, { length: formatDuration(day.missingMs) })}
        </StatusMark>
      </div>
      {day.longest && (
        <div className="mc-quiet">
          {t('today.digestLongest', {
            day: word,
            from: formatShortTime(day.longest.fromMs),
            to: formatShortTime(day.longest.toMs),
            cause: footageWord(t, day.longest.state, day.longest.reason),
          })}
        </div>
      )}
    </li>
  )
}
