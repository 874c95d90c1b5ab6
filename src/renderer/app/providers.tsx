import { MantineProvider } from '@mantine/core'
import { DatesProvider } from '@mantine/dates'
import { ModalsProvider } from '@mantine/modals'
import { Notifications } from '@mantine/notifications'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useErrorSentence } from '#renderer/api/app-error.ts'
import { createQueryClient } from '#renderer/api/query-client.ts'
import { onSessionLost } from '#renderer/api/session-events.ts'
import { ErrorSentence } from '#renderer/ui/error-sentence.ts'
import { cssVariablesResolver, theme } from '#renderer/ui/theme.ts'
import { createAppRouter } from './routes.tsx'

function createApp() {
  const queryClient = createQueryClient()
  return { queryClient, router: createAppRouter(queryClient) }
}

/** Everything that pages stand on. A lost session leads to the login page and back to where one was. */
export function Providers(): ReactNode {
  const [{ queryClient, router }] = useState(createApp)
  const { i18n, t } = useTranslation()
  const sentenceOf = useErrorSentence()

  useEffect(
    () =>
      onSessionLost(() => {
        const { pathname, href } = router.state.location
        if (pathname === '/login') return
        queryClient.clear()
        void router.navigate({ to: '/login', search: href === '/' ? {} : { back: href } })
      }),
    [queryClient, router],
  )

  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariablesResolver} defaultColorScheme="light">
      <DatesProvider settings={{ locale: i18n.language, firstDayOfWeek: 1 }}>
        <QueryClientProvider client={queryClient}>
          <ModalsProvider labels={{ confirm: t('ui.confirm'), cancel: t('ui.cancel') }}>
            <Notifications position="top-right" limit={4} containerWidth={380} />
            <ErrorSentence value={sentenceOf}>
              <RouterProvider router={router} />
            </ErrorSentence>
          </ModalsProvider>
        </QueryClientProvider>
      </DatesProvider>
    </MantineProvider>
  )
}
