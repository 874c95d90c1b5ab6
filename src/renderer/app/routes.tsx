import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import { z } from 'zod'
import { boardsSearchSchema } from '#renderer/api/boards-search.ts'
import { bookmarksSearchSchema } from '#renderer/api/bookmarks-search.ts'
import { coverageSearchSchema } from '#renderer/api/coverage-search.ts'
import { dossiersSearchSchema } from '#renderer/api/dossiers-search.ts'
import { findingsSearchSchema } from '#renderer/api/findings-search.ts'
import { ledgerSearchSchema } from '#renderer/api/ledger-search.ts'
import { queueSearchSchema } from '#renderer/api/queue-search.ts'
import { presenceSearchSchema } from '#renderer/api/presence-search.ts'
import { reportsSearchSchema } from '#renderer/api/reports-search.ts'
import { receptionsSearchSchema } from '#renderer/api/receptions-search.ts'
import { readReviewSearch } from '#renderer/api/review-search.ts'
import { meQueryOptions } from '#renderer/api/session.ts'
import { idSchema } from '#shared/kernel/ids.ts'
import { Layout } from './layout/layout.tsx'
import { PageFailure, PageMissing, PagePending } from './layout/page-states.tsx'

export type RouterContext = { readonly queryClient: QueryClient }

const rootRoute = createRootRouteWithContext<RouterContext>()({ component: Outlet })

const loginRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/login',
  validateSearch: z.object({ back: z.string().startsWith('/').optional().catch(undefined) }),
  component: lazyRouteComponent(() => import('./login/login-page.tsx'), 'LoginPage'),
})

const frameRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'frame',
  beforeLoad: async ({ context, location }) => {
    if (await context.queryClient.ensureQueryData(meQueryOptions())) return
    const back = location.href === '/' ? undefined : location.href
    redirect({ to: '/login', search: back === undefined ? {} : { back }, throw: true })
  },
  component: Layout,
})

const todayRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/',
  component: lazyRouteComponent(() => import('./today/today-page.tsx'), 'TodayPage'),
})

const reviewRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/review',
  validateSearch: readReviewSearch,
  component: lazyRouteComponent(() => import('#renderer/features/review/review-page.tsx'), 'ReviewPage'),
})

const queueRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/queue',
  validateSearch: queueSearchSchema,
  component: lazyRouteComponent(() => import('#renderer/features/queue/queue-page.tsx'), 'QueuePage'),
})

const clockCheckRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/clock-check',
  validateSearch: z.object({ camera: idSchema.optional().catch(undefined) }),
  component: lazyRouteComponent(
    () => import('#renderer/features/clock-checks/clock-check-page.tsx'),
    'ClockCheckPage',
  ),
})

/** Shown to a camera by a phone that is not logged in: the token of its address lets it show the codes of one check. */
const clockCodesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/clock-page',
  component: lazyRouteComponent(
    () => import('#renderer/features/clock-checks/clock-codes-page.tsx'),
    'ClockCodesPage',
  ),
})

const noticeBoardsRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/notice-boards',
  validateSearch: boardsSearchSchema,
  component: lazyRouteComponent(
    () => import('#renderer/features/notice-boards/notice-boards-page.tsx'),
    'NoticeBoardsPage',
  ),
})

const bookmarksRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/bookmarks',
  validateSearch: bookmarksSearchSchema,
  component: lazyRouteComponent(
    () => import('#renderer/features/bookmarks/bookmarks-page.tsx'),
    'BookmarksPage',
  ),
})

const liveRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/live',
  validateSearch: z.object({
    /** Camera ids joined by commas; without it the first sixteen. */
    cameras: z.string().max(2000).optional().catch(undefined),
    /** The camera that fills the wall. */
    large: z.string().max(64).optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import('#renderer/features/live/live-page.tsx'), 'LivePage'),
})

const dossiersRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/dossiers',
  validateSearch: dossiersSearchSchema,
  component: lazyRouteComponent(
    () => import('#renderer/features/dossiers/dossiers-page.tsx'),
    'DossiersPage',
  ),
})

const dossierRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/dossiers/$dossierId',
  /** The list that it was opened from. */
  validateSearch: dossiersSearchSchema,
  component: lazyRouteComponent(() => import('#renderer/features/dossiers/dossier-page.tsx'), 'DossierPage'),
})

const counterRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/counters/$counterId',
  validateSearch: z.object({
    /** `yyyy-MM-dd`; absent: today. */
    day: z.iso.date().optional().catch(undefined),
  }),
  component: lazyRouteComponent(
    () => import('#renderer/features/dossiers/counter-day-page.tsx'),
    'CounterDayPage',
  ),
})

const importRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/dossiers/import',
  component: lazyRouteComponent(() => import('#renderer/features/imports/import-page.tsx'), 'ImportPage'),
})

const receptionsRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/receptions',
  validateSearch: receptionsSearchSchema,
  component: lazyRouteComponent(
    () => import('#renderer/features/receptions/receptions-page.tsx'),
    'ReceptionsPage',
  ),
})

const evidenceRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/evidence',
  component: lazyRouteComponent(
    () => import('#renderer/features/evidence/evidence-page.tsx'),
    'EvidencePage',
  ),
})

const scoringPage = lazyRouteComponent(
  () => import('#renderer/features/scoring/scoring-page.tsx'),
  'ScoringPage',
)

const scoringRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/scoring',
  component: scoringPage,
})

const scorecardRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/scoring/$scorecardId',
  component: scoringPage,
})

const camerasRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/cameras',
  component: lazyRouteComponent(() => import('#renderer/features/cameras/cameras-page.tsx'), 'CamerasPage'),
})

const addCameraRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/cameras/add',
  validateSearch: z.object({ mode: z.enum(['bulk']).optional().catch(undefined) }),
  component: lazyRouteComponent(
    () => import('#renderer/features/cameras/add-camera-page.tsx'),
    'AddCameraPage',
  ),
})

const backfillRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/backfill',
  component: lazyRouteComponent(
    () => import('#renderer/features/backfill/backfill-page.tsx'),
    'BackfillPage',
  ),
})

const healthRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/health',
  validateSearch: z.object({ camera: idSchema.optional().catch(undefined) }),
  component: lazyRouteComponent(() => import('#renderer/features/health/health-page.tsx'), 'HealthPage'),
})

const storageRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/storage',
  validateSearch: z.object({
    tab: z
      .enum(['cameras', 'locks', 'policies', 'folders', 'quarantine', 'purge'])
      .optional()
      .catch(undefined),
  }),
  component: lazyRouteComponent(() => import('#renderer/features/retention/storage-page.tsx'), 'StoragePage'),
})

const cameraRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/cameras/$cameraId',
  component: lazyRouteComponent(() => import('./cameras/camera-with-health.tsx'), 'CameraWithHealth'),
})

const ledgerRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/ledger',
  validateSearch: ledgerSearchSchema,
  component: lazyRouteComponent(() => import('#renderer/features/coverage/ledger-page.tsx'), 'LedgerPage'),
})

const reportsRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/reports',
  validateSearch: reportsSearchSchema,
  component: lazyRouteComponent(() => import('#renderer/features/reports/reports-page.tsx'), 'ReportsPage'),
})

const coverageRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/coverage',
  validateSearch: coverageSearchSchema,
  component: lazyRouteComponent(
    () => import('#renderer/features/coverage/coverage-page.tsx'),
    'CoveragePage',
  ),
})

const findingsRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/findings',
  validateSearch: findingsSearchSchema,
  component: lazyRouteComponent(
    () => import('#renderer/features/findings/findings-page.tsx'),
    'FindingsPage',
  ),
})

const presenceRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/presence',
  validateSearch: presenceSearchSchema,
  component: lazyRouteComponent(
    () => import('./presence/presence-with-findings.tsx'),
    'PresenceWithFindings',
  ),
})

const adminRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/admin',
  validateSearch: z.object({
    tab: z.enum(['units', 'procedures', 'users', 'grants', 'names', 'audit']).optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import('./admin/admin-page.tsx'), 'AdminPage'),
})

const routeTree = rootRoute.addChildren([
  loginRoute,
  clockCodesRoute,
  frameRoute.addChildren([
    todayRoute,
    queueRoute,
    clockCheckRoute,
    noticeBoardsRoute,
    liveRoute,
    reviewRoute,
    bookmarksRoute,
    dossiersRoute,
    dossierRoute,
    counterRoute,
    importRoute,
    receptionsRoute,
    evidenceRoute,
    scoringRoute,
    scorecardRoute,
    camerasRoute,
    addCameraRoute,
    cameraRoute,
    healthRoute,
    backfillRoute,
    storageRoute,
    ledgerRoute,
    reportsRoute,
    coverageRoute,
    presenceRoute,
    findingsRoute,
    adminRoute,
  ]),
])

export function createAppRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree,
    context: { queryClient },
    defaultPreload: false,
    defaultErrorComponent: PageFailure,
    defaultNotFoundComponent: PageMissing,
    defaultPendingComponent: PagePending,
    scrollRestoration: true,
  })
}

declare module '@tanstack/react-router' {
  // The router's types can only be registered by adding to its own interface.
  // oxlint-disable-next-line typescript/consistent-type-definitions
  interface Register {
    router: ReturnType<typeof createAppRouter>
  }
}
