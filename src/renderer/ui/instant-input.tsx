import { TextInput } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatVietnamDateTime, type InstantMs, parseVietnamDateTime } from '#shared/kernel/instant.ts'

type InstantInputProps = {
  readonly label: string
  readonly initialMs: InstantMs | null
  /** null while what is typed is no instant. */
  readonly onChange: (atMs: InstantMs | null) => void
  readonly testId?: string
}

/** An instant typed to the second, as offices write it: `dd/MM/yyyy HH:mm:ss`. */
export function InstantInput({ label, initialMs, onChange, testId }: InstantInputProps): ReactNode {
  const { t } = useTranslation()
  const [text, setText] = useState(initialMs === null ? '' : formatVietnamDateTime(initialMs))
  const isWrong = text.trim() !== '' && parseVietnamDateTime(text) === null
  return (
    <TextInput
      label={label}
      value={text}
      placeholder="dd/MM/yyyy HH:mm:ss"
      autoComplete="off"
      error={isWrong ? t('ui.field.instant') : undefined}
      data-testid={testId}
      onChange={(event) => {
        setText(event.currentTarget.value)
        onChange(parseVietnamDateTime(event.currentTarget.value))
      }}
    />
  )
}
