import '@mantine/core/styles.layer.css'
import '#renderer/ui/base.css'
import { MantineProvider } from '@mantine/core'
import { type ReactNode, useEffect, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { startI18n } from '#renderer/app/i18n.ts'
import { Timeline } from '#renderer/timeline/timeline.tsx'
import { cssVariablesResolver, theme } from '#renderer/ui/theme.ts'
import { DAY_MS, HOUR_MS } from '#shared/kernel/instant.ts'
import { MONTH, monthOfLanes, officeHoursOfMonth } from './month.ts'

const lanes = monthOfLanes()
const officeHours = officeHoursOfMonth()
const middleMs = MONTH.fromMs + 15 * DAY_MS + 9 * HOUR_MS
const nothing = (): void => undefined

/** The timeline with a playhead that runs, as while playing. */
function Page(): ReactNode {
  const [atMs, setAtMs] = useState(middleMs)
  useEffect(() => {
    const timer = window.setInterval(() => setAtMs((before) => before + 50), 50)
    return () => window.clearInterval(timer)
  }, [])
  return (
    <Timeline
      bounds={MONTH}
      session={MONTH}
      initialView={MONTH}
      atMs={atMs}
      lanes={lanes}
      officeHours={officeHours}
      marks={{ inMs: middleMs, outMs: middleMs + HOUR_MS }}
      selectedEventId="9000"
      isLoading={false}
      onSeek={nothing}
      onPickEvent={nothing}
      onMarks={nothing}
      onView={nothing}
    />
  )
}

await startI18n('vi')
const container = document.getElementById('root')
if (container)
  createRoot(container).render(
    <MantineProvider theme={theme} cssVariablesResolver={cssVariablesResolver}>
      <Page />
    </MantineProvider>,
  )
