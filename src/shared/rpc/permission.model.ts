import { z } from 'zod'

/** What a call may ask for. `public` needs no session, `authenticated` any session. */
export const PERMISSIONS = [
  'public',
  'authenticated',
  'units.manage',
  'cameras.read',
  'cameras.manage',
  'recordings.view',
  'recordings.lock',
  'recordings.purge',
  'retention.manage',
  'backfill.run',
  'ledger.read',
  'health.read',
  'health.manage',
  'settings.manage',
  'dossiers.read',
  'dossiers.import',
  'dossiers.personal-data',
  'receptions.read',
  'receptions.manage',
  'coverage.read',
  'presence.manage',
  'reports.read',
  'review.bookmark',
  'evidence.read',
  'evidence.export',
  'scoring.read',
  'scoring.score',
  'audit.read',
  'users.manage',
] as const
export const permissionSchema = z.enum(PERMISSIONS)
export type Permission = z.infer<typeof permissionSchema>
