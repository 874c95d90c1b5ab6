import type { ReactNode } from 'react'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import { ExportDialog } from '#renderer/dialogs/export-dialog.tsx'
import { KeysDialog } from '#renderer/dialogs/keys-dialog.tsx'
import { LockDialog } from '#renderer/dialogs/lock-dialog.tsx'
import { type KeyHelp, usePageKeys } from '#renderer/ui/page-keys.ts'
import { useReview, useReviewState } from '../review-context.ts'
import { REVIEW_KEYS } from '../use-review-keys.ts'
import { BookmarkDialog } from './bookmark-dialog.tsx'

const PAGE_KEYS: readonly KeyHelp[] = REVIEW_KEYS.filter(({ word }) => word !== 'help').map(
  ({ keys, word }) => ({
    keys,
    word: `review.keys.${word}`,
  }),
)

/** The one open dialog of the workbench. */
export function ReviewDialogs(): ReactNode {
  const { commands } = useReview()
  const dialog = useReviewState((state) => state.dialog)
  usePageKeys(PAGE_KEYS)
  switch (dialog.kind) {
    case 'none':
      return null
    case 'keys':
      return <KeysDialog goKeys={[]} onClose={() => commands.close()} />
    case 'bookmark':
      return <BookmarkDialog range={dialog.range} />
    case 'export':
      return <ExportDialog bookmark={dialog.bookmark} onClose={() => commands.close()} />
    case 'lock':
      return <RangeLock range={dialog.range} />
  }
}

function RangeLock({ range }: { readonly range: TimeRange }): ReactNode {
  const { commands, session } = useReview()
  const mainCameraId = useReviewState((state) => state.mainCameraId)
  return (
    <LockDialog
      range={range}
      cameras={session.cameras}
      cameraId={mainCameraId}
      onClose={() => commands.close()}
      onDone={() => {
        commands.close()
        commands.clearMarks()
      }}
    />
  )
}
