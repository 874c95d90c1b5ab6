import { Button, Group, Select, Stack, Textarea } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'

export type SelectGroup = {
  readonly group: string
  readonly items: readonly { readonly value: string; readonly label: string }[]
}

type PurposeFormProps = {
  readonly purposeLabel: string
  readonly purposeHint: string
  readonly minimumLength: number
  /** No criterion is asked for when there is none to choose. */
  readonly criterionLabel: string
  readonly criteria: readonly SelectGroup[]
  readonly initialCriterion: string | null
  readonly submitLabel: string
  readonly isBusy: boolean
  readonly onCancel: () => void
  readonly onSubmit: (purpose: string, criterionCode: string | null) => void
}

/** Asks why something leaves the recordings, and which criterion it is for. */
export function PurposeForm(props: PurposeFormProps): ReactNode {
  const { minimumLength, criteria, onSubmit } = props
  const { t } = useTranslation()
  const [purpose, setPurpose] = useState('')
  const [criterion, setCriterion] = useState(props.initialCriterion)
  const [isTried, setIsTried] = useState(false)
  const isShort = purpose.trim().length < minimumLength

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        setIsTried(true)
        if (!isShort) onSubmit(purpose.trim(), criterion)
      }}
    >
      <Stack gap="sm">
        <Textarea
          label={props.purposeLabel}
          description={props.purposeHint}
          withAsterisk
          autosize
          minRows={2}
          maxRows={5}
          data-autofocus
          value={purpose}
          maxLength={1000}
          error={isTried && isShort ? t('ui.field.tooShort', { minimum: minimumLength }) : undefined}
          onChange={(event) => setPurpose(event.currentTarget.value)}
        />
        {criteria.length > 0 && (
          <Select
            label={props.criterionLabel}
            searchable
            clearable
            data={criteria.map(({ group, items }) => ({ group, items: [...items] }))}
            value={criterion}
            onChange={setCriterion}
          />
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={props.onCancel}>
            {t('ui.cancel')}
          </Button>
          <Button type="submit" loading={props.isBusy}>
            {props.submitLabel}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
