import { SegmentedControl } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { changeLanguage, isLanguage } from '../i18n.ts'

const SHORT_NAMES = [
  { value: 'vi', label: 'VI' },
  { value: 'en', label: 'EN' },
]

export function LanguageSwitch(): ReactNode {
  const { t, i18n } = useTranslation()
  return (
    <SegmentedControl
      size="xs"
      aria-label={t('user.language')}
      data={SHORT_NAMES}
      value={i18n.language}
      onChange={(value) => {
        if (isLanguage(value)) void changeLanguage(value)
      }}
    />
  )
}
