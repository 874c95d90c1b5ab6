import { Kbd, Modal, Table } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import { ExportDialog } from '#renderer/dialogs/export-dialog.tsx'
import { LockDialog } from '#renderer/dialogs/lock-dialog.tsx'
import { useReview, useReviewState } from '../review-context.ts'
import { REVIEW_KEYS } from '../use-review-keys.ts'
import { BookmarkDialog } from './bookmark-dialog.tsx'

/** The one open dialog of the workbench. */
export function ReviewDialogs(): ReactNode {
  const { commands } = useReview()
  const dialog = useReviewState((state) => state.dialog)
  switch (dialog.kind) {
    case 'none':
      return null
    case 'keys':
      return <KeysDialog />
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

function KeysDialog(): ReactNode {
  const { t } = useTranslation()
  const { commands } = useReview()
  return (
    <Modal opened title={t('review.showKeys')} size="sm" onClose={() => commands.close()}>
      <Table verticalSpacing={4}>
        <Table.Tbody>
          {REVIEW_KEYS.map(({ keys, word }) => (
            <Table.Tr key={word}>
              <Table.Td className="mc-nowrap">
                {keys.map((key) => (
                  <Kbd key={key} size="xs" mr={4}>
                    {key}
                  </Kbd>
                ))}
              </Table.Td>
              <Table.Td>{t(`review.keys.${word}`)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  )
}
