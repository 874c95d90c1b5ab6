import { auditContract } from '../audit/audit.contract.ts'
import { backfillContract } from '../backfill/backfill.contract.ts'
import { healthContract } from '../health/health.contract.ts'
import { ledgerContract } from '../coverage/ledger.contract.ts'
import { retentionContract } from '../retention/retention.contract.ts'
import { camerasContract } from '../cameras/cameras.contract.ts'
import { clockChecksContract } from '../clock-checks/clock-checks.contract.ts'
import { coverageContract } from '../coverage/coverage.contract.ts'
import { dossiersContract } from '../dossiers/dossiers.contract.ts'
import { exportsContract } from '../exports/exports.contract.ts'
import { findingsContract } from '../findings/findings.contract.ts'
import { evidenceContract } from '../evidence/evidence.contract.ts'
import { importsContract } from '../imports/imports.contract.ts'
import { jobsContract } from '../jobs/jobs.contract.ts'
import { noticeBoardsContract } from '../notice-boards/notice-boards.contract.ts'
import { presenceContract } from '../presence/presence.contract.ts'
import { proceduresContract } from '../procedures/procedures.contract.ts'
import { queueContract } from '../queue/queue.contract.ts'
import { receptionsContract } from '../receptions/receptions.contract.ts'
import { recordingsContract } from '../recordings/recordings.contract.ts'
import { reportsContract } from '../reports/reports.contract.ts'
import { reviewContract } from '../review/review.contract.ts'
import { scoringContract } from '../scoring/scoring.contract.ts'
import { searchContract } from '../search/search.contract.ts'
import { settingsContract } from '../settings/settings.contract.ts'
import { unitsContract } from '../units/units.contract.ts'
import { usersContract } from '../users/users.contract.ts'
import { viewsContract } from '../views/views.contract.ts'

/** Every call of the program, by feature. */
export const contract = {
  audit: auditContract,
  backfill: backfillContract,
  health: healthContract,
  ledger: ledgerContract,
  retention: retentionContract,
  cameras: camerasContract,
  clockChecks: clockChecksContract,
  coverage: coverageContract,
  dossiers: dossiersContract,
  evidence: evidenceContract,
  exports: exportsContract,
  findings: findingsContract,
  imports: importsContract,
  jobs: jobsContract,
  noticeBoards: noticeBoardsContract,
  presence: presenceContract,
  procedures: proceduresContract,
  queue: queueContract,
  receptions: receptionsContract,
  recordings: recordingsContract,
  reports: reportsContract,
  review: reviewContract,
  scoring: scoringContract,
  search: searchContract,
  settings: settingsContract,
  units: unitsContract,
  users: usersContract,
  views: viewsContract,
}
