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
import { dossiersSearchSchema } from '#renderer/api/dossiers-search.ts'
import { reviewSearchSchema } from '#renderer/api/review-search.ts'
import { meQueryOptions } from '#renderer/api/session.ts'
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
  validateSearch: reviewSearchSchema,
  component: lazyRouteComponent(() => import('#renderer/features/review/review-page.tsx'), 'ReviewPage'),
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

const importRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/dossiers/import',
  component: lazyRouteComponent(() => import('#renderer/features/dossiers/import-page.tsx'), 'ImportPage'),
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
  component: lazyRouteComponent(
    () => import('#renderer/features/cameras/add-camera-page.tsx'),
    'AddCameraPage',
  ),
})

const adminRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/admin',
  validateSearch: z.object({
    tab: z.enum(['units', 'users', 'grants', 'audit']).optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import('./admin/admin-page.tsx'), 'AdminPage'),
})

const routeTree = rootRoute.addChildren([
  loginRoute,
  frameRoute.addChildren([
    todayRoute,
    reviewRoute,
    dossiersRoute,
    importRoute,
    evidenceRoute,
    scoringRoute,
    scorecardRoute,
    camerasRoute,
    addCameraRoute,
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
