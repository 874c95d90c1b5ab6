import '@fontsource/be-vietnam-pro/400.css'
import '@fontsource/be-vietnam-pro/500.css'
import '@fontsource/be-vietnam-pro/600.css'
import '@mantine/core/styles.layer.css'
import '@mantine/dates/styles.layer.css'
import '@mantine/notifications/styles.layer.css'
import 'dayjs/locale/vi'
import '#renderer/ui/base.css'
import './look/look.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { startI18n, storedLanguage } from './i18n.ts'
import { showLook, storedLook } from './look/look.ts'
import { Providers } from './providers.tsx'

async function start(): Promise<void> {
  showLook(storedLook())
  await startI18n(storedLanguage())
  const container = document.getElementById('root')
  if (container === null) throw new Error('index.html has no #root')
  createRoot(container).render(
    <StrictMode>
      <Providers />
    </StrictMode>,
  )
}

void start()
