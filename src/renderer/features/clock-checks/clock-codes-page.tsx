import { VisuallyHidden } from '@mantine/core'
import { useLocation } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CODE_MS } from '#shared/clock-checks/clock-code.rules.ts'
import { formatTime, NONE } from '#renderer/ui/format.ts'
import { useSentenceOf } from '#renderer/ui/error-sentence.ts'
import { codeAt } from './clock-codes.rules.ts'
import './clock-codes.css'
import { drawQr } from './draw-qr.ts'
import { type PageCodes, usePageCodes } from './use-page-codes.ts'

/** What a phone or a laptop shows to a camera: nothing but a code, a new one five times a second. */
export function ClockCodesPage(): ReactNode {
  const { t } = useTranslation()
  const token = useLocation().hash
  useEffect(() => {
    document.title = t('clock-checks.codes.title')
  }, [t])
  if (!/^[0-9a-f]{32}$/.test(token))
    return (
      <main className="clock-codes">
        <h1>{t('clock-checks.codes.title')}</h1>
        <p role="alert">{t('clock-checks.codes.noToken')}</p>
      </main>
    )
  return <RunningCodes token={token} />
}

/** Keeps the screen on while it is shown, where the browser can. */
function useScreenOn(): void {
  useEffect(() => {
    let lock: WakeLockSentinel | null = null
    // Without it a phone may go dark; the person sees that.
    navigator.wakeLock
      ?.request('screen')
      .then((held) => {
        lock = held
      })
      .catch(() => undefined)
    return () => void lock?.release()
  }, [])
}

/** Draws at every frame of the screen whose code it is. */
function useDrawing(current: { readonly current: PageCodes | null }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const [shownMs, setShownMs] = useState<number | null>(null)
  useEffect(() => {
    let drawnText: string | null = null
    let frame = 0
    function draw(): void {
      frame = requestAnimationFrame(draw)
      const known = current.current
      if (!known || !canvas.current) return
      const code = codeAt(known.codes, performance.now() + known.clock.offsetMs, CODE_MS)
      if (!code || code.text === drawnText) return
      drawnText = code.text
      const side = Math.min(window.innerWidth, window.innerHeight - 64) * window.devicePixelRatio
      drawQr(canvas.current, code.text, side)
      canvas.current.dataset.atMs = String(code.atMs)
      setShownMs(Math.floor(code.atMs / 1000) * 1000)
    }
    frame = requestAnimationFrame(draw)
    return () => cancelAnimationFrame(frame)
  }, [current])
  return { canvas, shownMs }
}

function RunningCodes({ token }: { readonly token: string }): ReactNode {
  const { t } = useTranslation()
  const sentenceOf = useSentenceOf()
  const { current, isReady, error } = usePageCodes(token)
  const { canvas, shownMs } = useDrawing(current)
  useScreenOn()
  return (
    <main className="clock-codes">
      <VisuallyHidden component="h1">{t('clock-checks.codes.title')}</VisuallyHidden>
      <canvas
        ref={canvas}
        role="img"
        aria-label={t('clock-checks.codes.code')}
        data-testid="clock-code"
        hidden={!isReady || error !== null}
      />
      {error === null ? (
        <p>
          {isReady
            ? t('clock-checks.codes.hold', {
                time: shownMs === null ? NONE : formatTime(shownMs),
                uncertainty: current.current?.clock.uncertaintyMs ?? 0,
              })
            : t('clock-checks.codes.asking')}
        </p>
      ) : (
        <p role="alert">{sentenceOf(error)}</p>
      )}
    </main>
  )
}
