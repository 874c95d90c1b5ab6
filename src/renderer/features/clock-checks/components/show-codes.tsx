import { Alert, Button, CopyButton, Group, TextInput } from '@mantine/core'
import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { formatTime } from '#renderer/ui/format.ts'
import { Panel } from '#renderer/ui/panel.tsx'
import { drawQr } from '../draw-qr.ts'

const LINK_CODE_PX = 180
/** Addresses that lead every machine to itself; in the desktop window the host has no address of its own. */
const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]', 'minh-chung'])

type ShowCodesProps = { readonly token: string; readonly closesAtMs: number }

/** The address of the code page: as a code for a phone, as a link for this machine. It is told once. */
export function ShowCodes({ token, closesAtMs }: ShowCodesProps): ReactNode {
  const { t } = useTranslation()
  const canvas = useRef<HTMLCanvasElement>(null)
  const address = `${window.location.origin}/clock-page#${token}`
  const isLoopback = LOOPBACK.has(window.location.hostname)
  useEffect(() => {
    if (canvas.current) drawQr(canvas.current, address, LINK_CODE_PX)
  }, [address])
  return (
    <Panel title={t('clock-checks.show.title')}>
      <div className="clock-show">
        <canvas ref={canvas} role="img" aria-label={t('clock-checks.show.linkCode')} />
        <div>
          <ol>
            <li>{t('clock-checks.show.open')}</li>
            <li>{t('clock-checks.show.hold')}</li>
            <li>{t('clock-checks.show.read')}</li>
          </ol>
          {isLoopback && <Alert color="yellow">{t('clock-checks.show.loopback')}</Alert>}
          <p className="mc-quiet">{t('clock-checks.show.until', { time: formatTime(closesAtMs) })}</p>
          <Group gap="xs">
            <TextInput
              aria-label={t('clock-checks.show.link')}
              value={address}
              readOnly
              flex={1}
              data-testid="clock-link"
            />
            <CopyButton value={address}>
              {({ copied, copy }) => (
                <Button variant="default" onClick={copy}>
                  {t(copied ? 'clock-checks.show.copied' : 'clock-checks.show.copy')}
                </Button>
              )}
            </CopyButton>
            <Button component="a" href={address} target="_blank" rel="noreferrer">
              {t('clock-checks.show.here')}
            </Button>
          </Group>
        </div>
      </div>
    </Panel>
  )
}
