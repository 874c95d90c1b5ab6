import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { LOCK_REASON_MIN } from '#shared/retention/retention.model.ts'

type ReasonDialogProps = {
  readonly title: string
  readonly text: string
  readonly submitLabel: string
  readonly isBusy: boolean
  readonly onClose: () => void
  readonly onSubmit: (reason: string) => void
}

/** Asks why, before something goes that does not come back. */
export function ReasonDialog(props: ReasonDialogProps): ReactNode {
  const { title, text, submitLabel, isBusy, onClose, onSubmit } = props
  const { t } = useTranslation()
  const [reason, setReason] = useState('')
  const isShort = reason.trim().length < LOCK_REASON_MIN
  return (
    <Modal opened title={title} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (!isShort) onSubmit(reason.trim())
        }}
      >
        <Stack gap="sm">
          <Text size="sm">{text}</Text>
          <ReasonField value={reason} onChange={setReason} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('ui.cancel')}
            </Button>
            <Button type="submit" color="red" disabled={isShort} loading={isBusy} data-testid="reason-save">
              {submitLabel}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

type ReasonFieldProps = { readonly value: string; readonly onChange: (reason: string) => void }

export function ReasonField({ value, onChange }: ReasonFieldProps): ReactNode {
  const { t } = useTranslation()
  return (
    <Textarea
      label={t('retention.reason')}
      description={t('retention.reasonHint', { minimum: LOCK_REASON_MIN })}
      withAsterisk
      autosize
      minRows={2}
      maxRows={4}
      maxLength={500}
      data-autofocus
      data-testid="reason"
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
