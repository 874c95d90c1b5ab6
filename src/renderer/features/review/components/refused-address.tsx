import { Alert } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import type { ReviewSearch } from '#renderer/api/review-search.ts'
import { limitsOf, refusedParts } from '../review-address.rules.ts'

type RefusedAddressProps = {
  readonly search: ReviewSearch
  readonly bounds: TimeRange
  readonly cameraIds: readonly string[]
}

/** Says once which parts of the address that was opened could not be used. */
export function RefusedAddress({ search, bounds, cameraIds }: RefusedAddressProps): ReactNode {
  const { t } = useTranslation()
  // Once: the address is soon written anew, without what could not be used.
  const [parts, setParts] = useState(() =>
    refusedParts(search, bounds, limitsOf(bounds, Date.now()), cameraIds),
  )
  if (parts.length === 0) return null
  const named = parts.map((part) => t(`review.addressPart.${part}`)).join(', ')
  return (
    <Alert
      color="yellow"
      py={6}
      data-testid="address-refused"
      withCloseButton
      closeButtonLabel={t('review.addressClose')}
      onClose={() => setParts([])}
    >
      {t('review.addressRefused', { parts: named })}
    </Alert>
  )
}
