import { SegmentedControl } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '#renderer/api/session.ts'
import { Forbidden } from '#renderer/ui/forbidden.tsx'
import { AddMany } from './add-many.tsx'
import { AddOne } from './add-one.tsx'
import './add-camera.css'

/** One camera after the other, or a whole list. */
export function AddCameraPage(): ReactNode {
  const may = useMay()
  const search = useSearch({ strict: false })
  if (!may('cameras.manage')) return <Forbidden />
  return search.mode === 'bulk' ? (
    <AddMany modeSwitch={<ModeSwitch mode="bulk" />} />
  ) : (
    <AddOne modeSwitch={<ModeSwitch mode="one" />} />
  )
}

function ModeSwitch({ mode }: { readonly mode: 'one' | 'bulk' }): ReactNode {
  const { t } = useTranslation()
  const navigate = useNavigate()
  return (
    <SegmentedControl
      size="xs"
      aria-label={t('cameras.mode.label')}
      data={[
        { value: 'one', label: t('cameras.mode.one') },
        { value: 'bulk', label: t('cameras.mode.bulk') },
      ]}
      value={mode}
      onChange={(next) =>
        void navigate({ to: '/cameras/add', search: next === 'bulk' ? { mode: next } : {} })
      }
    />
  )
}
