import {
  IconArmchair,
  IconBookmark,
  IconBroadcast,
  IconCalendarStats,
  IconClockCheck,
  IconChartGridDots,
  IconEyeExclamation,
  IconCertificate,
  IconDatabase,
  IconDeviceCctv,
  IconFiles,
  IconLayoutDashboard,
  IconHeartbeat,
  IconHistory,
  IconInbox,
  IconListCheck,
  IconPinned,
  IconPlayerPlay,
  IconReportAnalytics,
  IconSettings,
  IconUsersGroup,
  type TablerIcon,
} from '@tabler/icons-react'
import type { Permission } from '#shared/rpc/permission.model.ts'

export type NavigationItem = {
  readonly to:
    | '/'
    | '/queue'
    | '/live'
    | '/review'
    | '/bookmarks'
    | '/dossiers'
    | '/coverage'
    | '/presence'
    | '/findings'
    | '/notice-boards'
    | '/clock-check'
    | '/receptions'
    | '/evidence'
    | '/scoring'
    | '/reports'
    | '/cameras'
    | '/ledger'
    | '/health'
    | '/backfill'
    | '/storage'
    | '/admin'
  /** Key under `nav.`. */
  readonly word: string
  /** After G it opens the page; a letter of its name. */
  readonly key?: string
  readonly icon: TablerIcon
  /** Shown to whoever has any of these; empty: to everyone. */
  readonly anyOf: readonly Permission[]
}

/** The pages by task, in the order of the work. */
export const NAVIGATION: readonly NavigationItem[] = [
  { to: '/', word: 'today', key: 'h', icon: IconLayoutDashboard, anyOf: [] },
  { to: '/queue', word: 'queue', key: 'w', icon: IconInbox, anyOf: ['coverage.read'] },
  { to: '/live', word: 'live', key: 't', icon: IconBroadcast, anyOf: ['recordings.view'] },
  { to: '/review', word: 'review', key: 'x', icon: IconPlayerPlay, anyOf: ['recordings.view'] },
  { to: '/bookmarks', word: 'bookmarks', key: 'm', icon: IconBookmark, anyOf: ['recordings.view'] },
  { to: '/dossiers', word: 'dossiers', key: 's', icon: IconFiles, anyOf: ['dossiers.read'] },
  { to: '/coverage', word: 'coverage', key: 'p', icon: IconChartGridDots, anyOf: ['coverage.read'] },
  {
    to: '/presence',
    word: 'presence',
    key: 'c',
    icon: IconArmchair,
    anyOf: ['recordings.view', 'settings.manage'],
  },
  { to: '/findings', word: 'findings', key: 'd', icon: IconEyeExclamation, anyOf: ['coverage.read'] },
  { to: '/notice-boards', word: 'noticeBoards', key: 'n', icon: IconPinned, anyOf: ['recordings.view'] },
  { to: '/receptions', word: 'receptions', key: 'k', icon: IconUsersGroup, anyOf: ['receptions.read'] },
  { to: '/evidence', word: 'evidence', key: 'b', icon: IconCertificate, anyOf: ['evidence.read'] },
  { to: '/scoring', word: 'scoring', key: 'i', icon: IconListCheck, anyOf: ['scoring.read'] },
  { to: '/reports', word: 'reports', key: 'o', icon: IconReportAnalytics, anyOf: ['reports.read'] },
  { to: '/cameras', word: 'cameras', key: 'a', icon: IconDeviceCctv, anyOf: ['cameras.read'] },
  { to: '/clock-check', word: 'clockCheck', key: 'g', icon: IconClockCheck, anyOf: ['recordings.view'] },
  { to: '/ledger', word: 'ledger', key: 'v', icon: IconCalendarStats, anyOf: ['ledger.read'] },
  { to: '/health', word: 'health', key: 'e', icon: IconHeartbeat, anyOf: ['health.read'] },
  { to: '/backfill', word: 'backfill', key: 'u', icon: IconHistory, anyOf: ['backfill.run'] },
  {
    to: '/storage',
    word: 'storage',
    key: 'l',
    icon: IconDatabase,
    anyOf: ['retention.manage', 'recordings.lock'],
  },
  {
    to: '/admin',
    word: 'admin',
    key: 'q',
    icon: IconSettings,
    anyOf: ['units.manage', 'users.manage', 'audit.read'],
  },
]

const itemOf = (path: string): NavigationItem | null => NAVIGATION.find(({ to }) => to === path) ?? null

/** The navigation item that a path belongs to, and the word of the page below it. */
export function whereIs(pathname: string): {
  readonly item: NavigationItem | null
  readonly below: string | null
} {
  const first = `/${pathname.split('/')[1] ?? ''}`
  const item = itemOf(first)
  if (pathname === '/dossiers/import') return { item, below: 'import' }
  if (pathname.startsWith('/dossiers/')) return { item, below: 'dossier' }
  // A counter's day is reached from a dossier, and from nowhere in the navigation.
  if (first === '/counters') return { item: itemOf('/dossiers'), below: 'counter' }
  if (pathname === '/cameras/add') return { item, below: 'addCamera' }
  if (pathname.startsWith('/cameras/')) return { item, below: 'camera' }
  if (pathname.startsWith('/scoring/')) return { item, below: 'scorecard' }
  return { item, below: null }
}

export function mayOpen(item: NavigationItem, permissions: readonly Permission[]): boolean {
  return item.anyOf.length === 0 || item.anyOf.some((permission) => permissions.includes(permission))
}
