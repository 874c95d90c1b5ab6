import { Kbd, Modal, Table } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useReview, useReviewState } from '../review-context.ts'
import { REVIEW_KEYS } from '../use-review-keys.ts'
import { BookmarkDialog } from './bookmark-dialog.tsx'
import { ExportDialog } from './export-dialog.tsx'

/** The one open dialog of the workbench. */
export function ReviewDialogs(): ReactNode {
  const dialog = useReviewState((state) => state.dialog)
  switch (dialog.kind) {
    case 'none':
      return null
    case 'keys':
      return <KeysDialog />
    case 'bookmark':
      return <BookmarkDialog range={dialog.range} />
    case 'export':
      return <ExportDialog bookmark={dialog.bookmark} />
  }
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
